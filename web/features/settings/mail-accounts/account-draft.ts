// A mail account as it is being written, and where well-known providers have their servers.
import type { Answer, Input } from '#web/api/call.ts';

export type MailAccount = Answer<'listMailAccounts'>['items'][number];
type Wish = Input<'createMailAccount'>['body'];

export type PlaceDraft = {
  readonly host: string;
  readonly port: number | '';
  readonly security: 'tls' | 'starttls';
  readonly user: string;
  readonly password: string;
};
export type AccountDraft = Omit<Wish, 'smtp' | 'imap'> & {
  readonly smtp: PlaceDraft;
  readonly isRead: boolean;
  readonly imap: PlaceDraft & { readonly folder: string };
};

const nowhere: PlaceDraft = { host: '', port: '', security: 'tls', user: '', password: '' };

export function emptyDraft(owner: Wish['owner']): AccountDraft {
  return {
    owner,
    name: '',
    address: '',
    smtp: { ...nowhere, port: 465 },
    isRead: true,
    imap: { ...nowhere, port: 993, folder: 'INBOX' },
    takesBounces: false,
    perHour: null,
    perDay: null,
  };
}

export function draftOf({
  owner,
  name,
  address,
  smtp,
  imap,
  takesBounces,
  perHour,
  perDay,
}: MailAccount): AccountDraft {
  const start = emptyDraft(owner === null ? 'organization' : 'me');
  return {
    ...start,
    name,
    address,
    smtp: { ...smtp, password: '' },
    isRead: imap !== null,
    imap: imap === null ? start.imap : { ...imap, password: '' },
    takesBounces,
    perHour,
    perDay,
  };
}

export function wishOf({ isRead, smtp, imap, ...draft }: AccountDraft): Wish {
  return {
    ...draft,
    smtp: placeOf(smtp),
    imap: isRead ? { ...placeOf(imap), folder: imap.folder } : null,
    takesBounces: draft.takesBounces && isRead && draft.owner === 'organization',
  };
}

function placeOf({ host, port, security, user, password }: PlaceDraft): Wish['smtp'] {
  const place = { host: host.trim(), port: Number(port), security, user: user.trim() };
  return password === '' ? place : { ...place, password };
}

type Provider = { readonly smtp: readonly [string, number, 'tls' | 'starttls']; readonly imap: string };

const gmail: Provider = { smtp: ['smtp.gmail.com', 465, 'tls'], imap: 'imap.gmail.com' };
const outlook: Provider = { smtp: ['smtp.office365.com', 587, 'starttls'], imap: 'outlook.office365.com' };
const providers: Readonly<Record<string, Provider>> = {
  'gmail.com': gmail,
  'outlook.com': outlook,
  'hotmail.com': outlook,
  'qq.com': { smtp: ['smtp.qq.com', 465, 'tls'], imap: 'imap.qq.com' },
  '163.com': { smtp: ['smtp.163.com', 465, 'tls'], imap: 'imap.163.com' },
  '126.com': { smtp: ['smtp.126.com', 465, 'tls'], imap: 'imap.126.com' },
  'icloud.com': { smtp: ['smtp.mail.me.com', 587, 'starttls'], imap: 'imap.mail.me.com' },
};

/** What is empty yet is filled in from the address. */
export function withAddress(draft: AccountDraft, address: string): AccountDraft {
  const provider = providers[address.split('@')[1]?.toLowerCase() ?? ''];
  const isFollowing = (user: string) => user === '' || user === draft.address;
  const smtp = { ...draft.smtp, user: isFollowing(draft.smtp.user) ? address : draft.smtp.user };
  const imap = { ...draft.imap, user: isFollowing(draft.imap.user) ? address : draft.imap.user };
  if (provider === undefined || draft.smtp.host !== '') return { ...draft, address, smtp, imap };
  const [host, port, security] = provider.smtp;
  return { ...draft, address, smtp: { ...smtp, host, port, security }, imap: { ...imap, host: provider.imap } };
}

export function isComplete({ name, address, smtp, imap, isRead }: AccountDraft): boolean {
  const places = isRead ? [smtp, imap] : [smtp];
  return (
    name.trim() !== '' &&
    address.includes('@') &&
    places.every(({ host, port, user }) => host.trim() !== '' && port !== '' && user.trim() !== '')
  );
}
