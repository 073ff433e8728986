import { letter, type Start } from '#web/features/cadences/starts/start.ts';

const hello = '{{ record.last_name }}{{ record.first_name }}，您好：';
const bye = '此致<br>{{ owner.name }}，{{ organization.name }}';
const leave = '<a href="{{ unsubscribe_url }}">退订</a>';

export const chineseStarts: readonly Start[] = [
  {
    key: 'first-contact',
    title: '首次联系',
    text: '先发一封邮件：3 天内未打开则再发一封，已打开则安排通话。客户一回复即结束。',
    file: {
      followUps: [
        {
          id: 'first-email',
          email: { to: 'email', template: '首次联系 – 第一封' },
          then: [
            {
              id: 'call',
              when: ['opened'],
              delay: { days: 1 },
              call: {
                subject: '就第一封邮件致电',
                purpose: '对方已看过邮件，了解其需求。',
                startsAfter: { hours: 1 },
              },
            },
            {
              id: 'second-email',
              when: [{ not: 'opened', within: { days: 3 } }],
              email: { to: 'email', template: '首次联系 – 第二封' },
              then: [
                {
                  id: 'last-try',
                  when: [{ not: 'opened', within: { days: 4 } }],
                  task: { subject: '换一种方式联系对方', due: { days: 2 } },
                },
              ],
            },
          ],
        },
      ],
      unenroll: [
        { id: 'replied', goal: true, email: ['replied'] },
        { id: 'unsubscribed', email: ['unsubscribed', 'bounced'] },
      ],
      templates: {
        '首次联系 – 第一封': {
          subject: '关于{{ record.company | default: "贵公司" }}的一个问题',
          html: letter(hello, '请问贵公司由哪位负责这方面的工作？希望用十分钟向您介绍我们能提供的帮助。', bye, leave),
        },
        '首次联系 – 第二封': {
          subject: '您收到我的邮件了吗？',
          html: letter(hello, '上一封邮件可能被您错过了。简单回复一句即可：您目前是否关注这个话题？', bye, leave),
        },
      },
    },
  },
  {
    key: 'feature',
    title: '新功能推广',
    text: '介绍新功能：点击的客户安排通话指导，3 天内未点击的再发一封更简短的邮件。',
    file: {
      followUps: [
        {
          id: 'announcement',
          email: { to: 'email', template: '新功能 – 第一封' },
          then: [
            {
              id: 'guidance',
              when: ['clicked'],
              call: { subject: '演示如何使用', startsAfter: { days: 1 }, reminder: { minutes: 15 } },
            },
            {
              id: 'second-look',
              when: [{ not: 'clicked', within: { days: 3 } }],
              email: { to: 'email', template: '新功能 – 第二封' },
            },
          ],
        },
      ],
      unenroll: [
        { id: 'replied', goal: true, email: ['replied'] },
        { id: 'unsubscribed', email: ['unsubscribed'] },
      ],
      templates: {
        '新功能 – 第一封': {
          subject: '为您准备的新功能',
          html: letter(hello, '我们推出了新功能，<a href="https://example.com/new">点此了解</a>。', bye, leave),
        },
        '新功能 – 第二封': {
          subject: '两分钟了解新功能',
          html: letter(hello, '还没来得及看？<a href="https://example.com/new">两分钟就够了</a>。', bye, leave),
        },
      },
    },
  },
  {
    key: 'feedback',
    title: '下单后回访',
    text: '邀请客户反馈：收到回复则为同事创建任务，5 天内未回复则发送提醒。',
    file: {
      followUps: [
        {
          id: 'ask',
          delay: { days: 3 },
          email: { to: 'email', template: '回访 – 征询意见' },
          then: [
            {
              id: 'answer',
              when: ['replied'],
              task: { subject: '亲自回复客户的反馈', due: { days: 1 }, priority: 'high' },
            },
            {
              id: 'remind',
              when: [{ not: 'replied', within: { days: 5 } }],
              email: { to: 'email', template: '回访 – 提醒' },
            },
          ],
        },
      ],
      unenroll: [{ id: 'unsubscribed', email: ['unsubscribed', 'bounced'] }],
      templates: {
        '回访 – 征询意见': {
          subject: '一切还满意吗？',
          html: letter(hello, '感谢您的订购。一切还满意吗？直接回复本邮件即可告诉我们。', bye, leave),
        },
        '回访 – 提醒': {
          subject: '关于您的订单，想请教一个问题',
          html: letter(hello, '一句话就能帮我们做得更好：您希望我们改进什么？', bye, leave),
        },
      },
    },
  },
  {
    key: 'call-first',
    title: '电话优先',
    text: '立即安排通话；无人接听则发邮件，两天后再次致电。',
    file: {
      followUps: [
        {
          id: 'call',
          call: { subject: '首次致电', startsAfter: { hours: 1 }, reminder: { minutes: 15 } },
          then: [
            {
              id: 'email',
              when: [{ result: 'no_response' }, { result: 'busy' }],
              email: { to: 'email', template: '电话优先 – 未接通' },
              then: [
                {
                  id: 'second-call',
                  when: ['sent'],
                  delay: { days: 2 },
                  call: { subject: '再次致电', startsAfter: { hours: 1 } },
                },
              ],
            },
          ],
        },
      ],
      unenroll: [
        { id: 'interested', goal: true, results: ['interested'] },
        { id: 'wrong-number', results: ['invalid_number', 'not_interested'] },
        { id: 'replied', goal: true, email: ['replied'] },
      ],
      templates: {
        '电话优先 – 未接通': {
          subject: '刚才给您打过电话',
          html: letter(hello, '刚才未能与您通上电话。请问什么时候方便再联系您？', bye, leave),
        },
      },
    },
  },
];
