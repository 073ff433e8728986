// The words in which mail servers refuse, by what they mean: for replies at the door and for the same replies quoted in
// reports. Short alternatives on lines of bounded length: nothing here can be made slow. A pattern belongs here when more
// than one kind of server writes so, or when a named one always does.

/** Refused for good: this address does not exist (any more). */
export const NO_SUCH_ADDRESS: readonly RegExp[] = [
  /\b(unknown|invalid|no such|non-?existent|not (a )?valid|not a (local|known)|bad|incorrect|illegal)( (or|and) (illegal|invalid|unknown))?( e-?mail| local| virtual| destination)?[ _](user|recipient|mailbox|mail ?box|address|account|alias|person|spectator|local[- ]part|login|name)/i,
  /(user|recipient|mailbox|mail ?box|address|addresses|account|alias|customer|person|name)\W{1,3}((is|was|were|are) )?(not |un)(found|exist|exists|known|valid|listed|recogni[sz]ed|here|present|local|ok|available|avaiable|active)\b/i,
  /(user|recipient|mailbox|address|account|alias)\W{1,3}((is|was) )?(invalid|nonexistent)|(rejected: )?user ?unknown/i,
  /(user|recipient|mailbox|address|account|person|name|inbox|local part|<[^>]{1,100}>).{0,80}(does ?n[o']t exist|doesn.t exist|(could|can) ?n[o']t be found|(was |is )?not found|is (not|un)known|is not recogni[sz]ed|is (not|no longer) (valid|active|accepted)|is not an? (active|known|valid)|wrong or no longer valid)/i,
  /\b(no|not a|isn't a) (mail ?box|account|user|one|local address|valid (user|mailbox|recipient|address)|known user)( (here|at|found|available|by))/i,
  /(doesn't|does not|didn't) have an? .{1,80} account/i,
  /not listed in (public|domino|the)|no .{1,80} in name directory|non r.pertori. dans|no se encuentra en el directorio|ディレクトリ(には見つかりません|のリストにありません)/i, // Notes, Domino
  /(adr|recip)\S{0,20}notfound|recipient not ?found/i, // Exchange
  /undeliverable address|unknown local[- ]part/i, // Postfix, Exim
  /(bad|valid) ?(rcpt|recipient) ?to|envelope recipient (has been denied|is in my)/i, // qmail with its usual patches
  /(recipient|address|user)( address)? rejected\.?\s*($|[([]|: (unknown|undeliverable|unverified|invalid))/im,
  /recipient address rejected: access denied/i, // Exchange Online, for an address it doesn't know
  /invalid (final delivery )?userid/i, // IMail
  /\b542 \S{1,200} rejected/i, // MessageLabs, for an address that isn't registered there
  /mailbox unavailable(?! or)|user missing home directory|virtual user/i,
  /not our customer|addresses were unknown|server rejected (recipients|address)/i,
  /用户不存在|用户未找到|收件人不存在|邮箱不存在|地址不存在|账号不存在|帐号不存在|该用户不存在|地址有误/,
  /adresse .{0,40}(invalide|inconnue)|(destinataire|utilisateur) inconnu|empf(ä|ae)nger unbekannt|no existe|(usuario|utente) (desconocido|inexistente|sconosciuto)|nessun utente/i,
];

/** Refused for good: the address has been given up for another. */
export const MOVED: readonly RegExp[] = [
  /has (moved to|been replaced by)|(has )?moved; please try|no longer (on server|accepts? (mail|messages)|in use|works (here|for)|employed|with (us|the company))/i,
];

/** Refused for good: no such domain, or one that takes no mail. */
export const NO_SUCH_DOMAIN: readonly RegExp[] = [
  /(host|domain)( name)? (is )?(unknown|not found|does not exist|could not be found|couldn't be found)/i,
  /(unknown|no such|illegal) (host|domain|mail domain|domain name)/i,
  /(host|domain)( .{1,120})? (not found|does not exist|unknown)/i,
  /couldn't find any host|name or service not known|no mail exchangers? (found|for)|no mx (record )?found|invalid domain name|find the recipient domain|recipient domain must exist|domain is not reachable/i,
  /null ?MX|no SMTP service|mail receiving disabled|(domain|host).{0,80}(doesn't|does not) (receive|accept) (e-?)?mail/i,
  /unroute?able address|all relevant MX records point to non-existent hosts|all host address lookups failed permanently/i, // Exim
  /域名不存在|域名无法解析|找不到域名/,
];

/** The name server had no answer, or we are asked to pass on what isn't theirs: nothing about the address. */
export const NOT_THEIRS: readonly RegExp[] = [
  /not found, try again|temporar(y|ily) .{0,40}(name|dns)|relay(ing)? (access |is |was |not )?(denied|prohibited|not|allowed|permitted)|unable to relay|allowed rcpthosts/i,
];

/** The person wants no mail from us: the address is good. */
export const UNWANTED: readonly RegExp[] = [
  /recipient preferences|blocked by the recipient|only accept(s|ing) mail from|user rules|refuses to receive/i,
];

/** The mailbox is full: it may be emptied. */
export const FULL: readonly RegExp[] = [
  /quota|mailbox (is |size )?(full|exceed)|full mailbox|(mailbox|inbox|account|user|folder).{0,60}(is |was )?(\bfull\b|exceed|over (its |the )?(limit|size)|out of (storage|space))|(storage|space|disk).{0,30}(exceed|full|exhaust|allocation|limit)|not enough (storage|space|disk)|insufficient (system )?(storage|space|disk)|no space left|mbox.{0,20}too large|exceeded? (its |the )?storage|size limit for this mailbox/i,
  /邮箱已满|空间不足|容量不足|空间已满|邮箱满/,
];

/** The mailbox is closed for now, or its person doesn't want this mail. */
export const CLOSED: readonly RegExp[] = [
  /(account|mailbox|user|address|recipient|inbox|domain|mail ?box).{0,60}(disabled|suspended|inactive|deactivated|discontinued|locked|blocked|expired|on hold|frozen|not active|closed|restricted|temporarily unavailable|not accepting)/i,
  /(disabled|suspended|inactive|deactivated|locked|expired|closed|dormant) (account|mailbox|user|address|recipient|e-?mail)/i,
  /not active|mailbox unavailable or access denied|(recipient|user|list|group).{0,60}(only accepts|doesn't want|does not want|refuses|not allowed|permission)/i,
  /(禁用|停用|冻结|锁定|暂停使用|已注销)/,
];

/** Something is wrong with whoever sent it. */
export const SENDER: readonly RegExp[] = [
  /(sender|return[- ]path|envelope[- ]from|mail from|from address|reverse path)( address)?( [^.]{0,40})?(rejected|denied|unknown|invalid|not (exist|valid|found|allowed|accepted|permitted|verified)|does not|doesn't|blocked|refused|malformed|verif|unverified)/i,
  /(could not|cannot|can't|unable to) (verify|resolve|determine).{0,40}(sender|return|responsible)/i,
  /domain of sender|sender.?s? domain|发件人/i,
];

/** The message itself is not taken. */
export const VIRUS: readonly RegExp[] = [/virus|malware|infected|trojan|病毒/i];
export const TOO_LARGE: readonly RegExp[] = [
  /too (large|big)|(?<!mailbox )size limit|max(imum)? (message )?size|exceeds (the )?(maximum|fixed) (message )?size|message size|邮件过大/i,
];

/** We are listed: that stays so whatever address the status blames. */
export const BLOCK_LIST: readonly RegExp[] = [
  /spamhaus|black ?list|block ?list|\bdnsbl|\brbl\b|reputation|黑名单/i,
  /(client|sending|your) (host|ip|mta|server)( address)?.{0,60}(rejected|refused|block|denied|banned|listed)/i,
];

/** Not taken because of where it came from or what it looks like. */
export const POLICY: readonly RegExp[] = [
  ...BLOCK_LIST,
  /spam|block(ed|list)|policy|relay(?! recipient)|not authorized|authenticat|\bdmarc|\bspf\b|\bdkim\b|banned|denied by|rate limit|sender (address )?rejected/i,
  /reverse dns|\bPTR record|suspicious|垃圾邮件|拦截|反垃圾|频率/i,
];

export function says(text: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
