// C-35: domains at which everybody can have a mailbox. Their operators say in DNS (SPF, DKIM, DMARC) that only their own
// servers send for them, so mail from such an address that comes by any other server is taken for forged.
import { domainOf } from '#core/message/address.ts';
import { fold } from '#core/records/fold.ts';

/** The servers that a provider's customers send by are these, or below them. */
const providers: readonly (readonly [domains: string, servers: string])[] = [
  ['gmail.com googlemail.com', 'gmail.com googlemail.com google.com'],
  [
    'outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.it live.com live.cn live.co.uk live.de live.fr live.it live.nl msn.com windowslive.com',
    'outlook.com office365.com hotmail.com live.com',
  ],
  [
    'yahoo.com yahoo.co.uk yahoo.co.in yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.ca yahoo.com.br yahoo.com.au yahoo.com.hk yahoo.com.tw yahoo.com.sg ymail.com rocketmail.com myyahoo.com',
    'yahoo.com',
  ],
  ['yahoo.co.jp ybb.ne.jp', 'yahoo.co.jp'],
  ['aol.com aim.com aol.co.uk aol.de aol.fr', 'aol.com yahoo.com'],
  ['icloud.com me.com mac.com', 'me.com icloud.com'],
  ['qq.com vip.qq.com foxmail.com', 'qq.com'],
  ['163.com vip.163.com 126.com vip.126.com yeah.net 188.com', '163.com 126.com yeah.net 188.com netease.com'],
  ['sina.com sina.cn vip.sina.com vip.sina.cn', 'sina.com sina.cn sina.com.cn'],
  ['sohu.com vip.sohu.com', 'sohu.com'],
  ['tom.com vip.tom.com', 'tom.com'],
  ['aliyun.com', 'aliyun.com'],
  ['139.com', '139.com'],
  ['189.cn', '189.cn'],
  ['wo.cn', 'wo.cn'],
  ['21cn.com', '21cn.com'],
  ['gmx.de gmx.net gmx.at gmx.ch gmx.com', 'gmx.net gmx.com'],
  ['web.de', 'web.de'],
  ['mail.com email.com', 'mail.com'],
  ['t-online.de magenta.de', 't-online.de'],
  ['freenet.de', 'freenet.de'],
  ['bluewin.ch', 'bluewin.ch'],
  ['orange.fr wanadoo.fr', 'orange.fr'],
  ['laposte.net', 'laposte.net'],
  ['free.fr', 'free.fr'],
  ['libero.it virgilio.it', 'libero.it virgilio.it'],
  ['seznam.cz email.cz post.cz', 'seznam.cz'],
  ['wp.pl o2.pl', 'wp.pl o2.pl'],
  ['onet.pl', 'onet.pl'],
  ['yandex.ru yandex.com ya.ru', 'yandex.ru yandex.com'],
  ['mail.ru inbox.ru list.ru bk.ru', 'mail.ru'],
  ['naver.com', 'naver.com'],
  ['daum.net hanmail.net kakao.com', 'daum.net kakao.com'],
  ['rediffmail.com', 'rediffmail.com'],
  ['uol.com.br bol.com.br', 'uol.com.br bol.com.br'],
  ['proton.me protonmail.com protonmail.ch pm.me', 'protonmail.ch proton.me'],
  ['fastmail.com fastmail.fm', 'fastmail.com'],
  ['zohomail.com zohomail.eu zoho.com', 'zoho.com zoho.eu'],
  // Nobody but its own programs sends by it.
  ['tutanota.com tutanota.de tuta.com tuta.io tutamail.com', ''],
];

const serversOf = new Map(
  providers.flatMap(([domains, servers]) => domains.split(' ').map((domain) => [domain, servers.split(' ')] as const)),
);

export function isPublicMail(address: string): boolean {
  return serversOf.has(domainOf(address));
}

/** Whether mail from this address may come by this server; at a domain of one's own that is for its owner to say. */
export function mayComeBy(address: string, server: string): boolean {
  const own = serversOf.get(domainOf(address));
  const host = server.toLowerCase().replace(/\.$/, '');
  return own === undefined || own.some((name) => host === name || host.endsWith(`.${name}`));
}

export type SentBy = {
  /** The mail account that has the address; undefined: none does. */
  readonly account: { readonly server: string } | undefined;
  /** The organisation's, which the server of the installation is set up for. */
  readonly ownAddress: string;
};

/** Whether another address has to stand in From. */
export function goesVia(address: string, { account, ownAddress }: SentBy): boolean {
  if (fold(address) === fold(ownAddress)) return false;
  return account === undefined ? isPublicMail(address) : !mayComeBy(address, account.server);
}

/** RFC 5321. */
const LOCAL_LENGTH_MAX = 64;

/**
 * The address at the organisation's domain that stands for a person's at a public one: the same in every message, and no
 * mailbox. Where the organisation's own is at a public domain, it is that one.
 */
export function viaAddress(address: string, own: string): string {
  if (isPublicMail(own)) return own;
  const domain = `=${domainOf(address)}`;
  const person = address.slice(0, address.lastIndexOf('@')).replace(/[^\x21-\x7e]/g, '');
  const room = LOCAL_LENGTH_MAX - 'via-'.length - domain.length;
  return `via-${person.slice(0, room).replace(/\.+$/, '')}${domain}@${domainOf(own)}`;
}
