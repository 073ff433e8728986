// What the DNS of a sending domain says about who may send in its name, judged record by record. Receivers ask for all
// three: large providers refuse bulk mail without them.

export const domainRecordKinds = ['spf', 'dkim', 'dmarc'] as const;
export type DomainRecordKind = (typeof domainRecordKinds)[number];

export const recordVerdicts = [
  'fine',
  'missing',
  'several',
  'lets_everybody',
  'differs',
  'no_key',
  'asks_nothing',
  'broken',
  'not_answered',
] as const;
export type RecordVerdict = (typeof recordVerdicts)[number];

/** Null: DNS gave no answer, which is not the same as none being there. */
type Found = readonly string[] | null;
export type Judged = { readonly verdict: RecordVerdict /** Those of this kind. */; readonly found: readonly string[] };

export function judgeSpf(texts: Found): Judged {
  return judge(texts, /^v=spf1( |$)/i, (text) => {
    if (/\s\+?all\b/i.test(text)) return 'lets_everybody';
    return /\s[-~?]all\b|\sredirect=/i.test(text) ? 'fine' : 'broken';
  });
}

/** `publicKey` null: there is none of ours to be found. */
export function judgeDkim(texts: Found, publicKey: string | null): Judged {
  if (publicKey === null) return { verdict: 'no_key', found: [] };
  return judge(texts, /(^|;)\s*p\s*=/i, (text) => (tagOf(text, 'p') === publicKey ? 'fine' : 'differs'));
}

const POLICIES: ReadonlySet<string> = new Set(['none', 'quarantine', 'reject']);

export function judgeDmarc(texts: Found): Judged {
  return judge(texts, /^v=DMARC1\s*(;|$)/i, (text) => {
    const policy = tagOf(text, 'p').toLowerCase();
    if (!POLICIES.has(policy)) return 'broken';
    return policy === 'none' ? 'asks_nothing' : 'fine';
  });
}

function judge(texts: Found, kind: RegExp, ofOne: (text: string) => RecordVerdict): Judged {
  if (texts === null) return { verdict: 'not_answered', found: [] };
  const found = texts.filter((text) => kind.test(text));
  const [first, ...more] = found;
  if (first === undefined) return { verdict: 'missing', found };
  return { verdict: more.length > 0 ? 'several' : ofOne(first), found };
}

/** '' where there is none. Spaces don't count in it. */
function tagOf(text: string, name: string): string {
  const tag = text.split(';').find((part) => part.split('=')[0]?.trim().toLowerCase() === name);
  return tag === undefined ? '' : tag.slice(tag.indexOf('=') + 1).replace(/\s+/g, '');
}

export type WantedRecord = { readonly name: string; readonly value: string };

export function wantedSpf(domain: string, servers: readonly string[]): WantedRecord {
  const who = servers.length === 0 ? ['mx'] : servers.map(spfTermOf);
  return { name: domain, value: ['v=spf1', ...who, '~all'].join(' ') };
}

function spfTermOf(host: string): string {
  if (host.includes(':')) return `ip6:${host}`;
  return /^[\d.]+$/.test(host) ? `ip4:${host}` : `a:${host}`;
}

export function wantedDkim(
  { domain, selector }: { readonly domain: string; readonly selector: string },
  publicKey: string,
): WantedRecord {
  return { name: dkimName(domain, selector), value: `v=DKIM1; k=rsa; p=${publicKey}` };
}

export function wantedDmarc(domain: string): WantedRecord {
  return { name: dmarcName(domain), value: `v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}` };
}

export function dkimName(domain: string, selector: string): string {
  return `${selector}._domainkey.${domain}`;
}

function dmarcName(domain: string): string {
  return `_dmarc.${domain}`;
}

/** Where receivers look, in this order: the domain itself, then those above it, down to two labels. */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.slice(1, -1).map((_, index) => labels.slice(index + 1).join('.'));
  return [domain, ...above].map(dmarcName);
}

/** The texts of a name, each put together; none where there are none. Null: no answer. */
export type ResolveTexts = (name: string) => Promise<readonly string[] | null>;
