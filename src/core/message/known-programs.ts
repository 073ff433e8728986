// What programs call themselves (User-Agent) that load pictures and follow links of mail, as their makers document it and
// as published collections of such names list it. Whoever names itself otherwise is told by what it does (grade-visit.ts).

/** Loads every picture as soon as the mail has arrived, whether anybody looks at it or not; it says no more than this. */
const APPLE_PRIVACY = /^Mozilla\/5\.0$/;
/** Gmail's look ahead, by a browser that nobody has had since 2015; who opens a message comes by GoogleImageProxy. */
const GMAIL_AHEAD = /Chrome\/42\.0\.2311\.135 Safari\/537\.36 Edge\/12\.246 Mozilla\/5\.0$/;
/** Fetch a picture when its reader opens the message, mostly. */
const PICTURE_PROXIES = /GoogleImageProxy|YahooMailProxy|ImageProxy/i;

const SCANNERS = new RegExp(
  [
    'barracuda|proofpoint|mimecast|symantec|messagelabs|fireeye|trellix|trend ?micro|tmufe|sophos|forti(?:net|guard|mail)',
    'ironport|cisco|zscaler|forcepoint|websense|trustwave|mailmarshal|bitdefender|kaspersky|\\beset\\b|\\bvade\\b|hornetsecurity',
    'spamtitan|cloudmark|bluecoat|cyren|ironscales|cofense|safe-?links|microsoft-atp|virustotal|urlscan|google-safety',
    'qq-url-manager|coremail|phish|url-?(?:filter|check|scan)|link-?(?:check|scan)|scanner',
  ].join('|'),
  'i',
);
const SCRIPTS = new RegExp(
  [
    'headless|phantomjs|puppeteer|playwright|selenium|scrapy|postmanruntime|httpie|winhttp',
    '^(?:curl|wget|python|aiohttp|httpx|libwww|lwp|go-http-client|java|apache-httpclient|node|axios|undici|got|guzzle|ruby)\\b',
  ].join('|'),
  'i',
);
/** Cubot makes telephones. */
const CRAWLERS = /(?<!cu)bot\b|crawler|spider|slurp|preview|facebookexternalhit|whatsapp\/|ia_archiver/i;
const BROWSERS =
  /^Mozilla\/[45]\.0 \(.*(?:AppleWebKit|Gecko|Trident|MSIE)|^Opera\/|Microsoft (?:Outlook|Office)|Thunderbird|Foxmail/;

export type ProgramKind =
  | 'apple_privacy'
  | 'gmail_ahead'
  | 'picture_proxy'
  | 'scanner'
  | 'script'
  | 'crawler'
  | 'browser'
  | 'unnamed'
  | 'unfamiliar';

const kinds: readonly (readonly [ProgramKind, RegExp])[] = [
  ['unnamed', /^\s*$/],
  ['apple_privacy', APPLE_PRIVACY],
  ['gmail_ahead', GMAIL_AHEAD],
  ['picture_proxy', PICTURE_PROXIES],
  ['scanner', SCANNERS],
  ['script', SCRIPTS],
  ['crawler', CRAWLERS],
  ['browser', BROWSERS],
];

export function programKind(name: string): ProgramKind {
  return kinds.find(([, pattern]) => pattern.test(name))?.[0] ?? 'unfamiliar';
}
