import { defineWords } from '#web/i18n/words.ts';

export const signInWords = defineWords('signIn', {
  en: {
    title: 'Sign in',
    welcome: 'Sign in to Cadenza',
    email: 'Email',
    password: 'Password',
    signIn: 'Sign in',
    linkTitle: 'One click to sign in',
    linkText: 'This link signs you in once, on this device.',
    linkHint: 'No password yet? An administrator can make you a link that signs you in once.',
    withPassword: 'Sign in with a password instead',
  },
  zh: {
    title: '登录',
    welcome: '登录 Cadenza',
    email: '邮箱',
    password: '密码',
    signIn: '登录',
    linkTitle: '点击即可登录',
    linkText: '此链接可在本设备上登录一次。',
    linkHint: '还没有密码？管理员可以为您生成一次性登录链接。',
    withPassword: '改用密码登录',
  },
});
