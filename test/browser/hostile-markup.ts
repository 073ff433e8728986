// Texts that become markup or script wherever a page forgets that they are texts (T4): ways of running crossed with ways of
// breaking out. Whatever becomes an element of theirs bears a mark.

const MARK = 'data-hostile';

const running = [
  '<img MARK src=/nowhere onerror=RUN>',
  '<svg MARK onload=RUN>',
  '<script MARK>RUN</script>',
  '<iframe MARK srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<a MARK href="javascript:RUN">a</a>',
  '<details MARK open ontoggle=RUN>',
  '<input MARK autofocus onfocus=RUN>',
  '<video MARK><source onerror=RUN></video>',
  '<object MARK data="javascript:RUN"></object>',
  '<math MARK><mtext><style><img onerror=RUN src>',
  '<style MARK>@import "/nowhere.css"</style>',
  '<base MARK href="/nowhere/">',
  '<form MARK action="javascript:RUN"><button>b</button></form>',
  '<meta MARK http-equiv=refresh content="0;url=/nowhere">',
  '<link MARK rel=stylesheet href=/nowhere.css>',
] as const;

const breakingOut = [
  '|',
  '">|',
  "'>|",
  '`>|',
  '</title>|',
  '</textarea>|',
  '</script>|',
  '</style>|',
  '-->|',
  ']]>|',
  '{{7*7}}|',
  '${7*7}|',
  '&lt;b&gt;|',
  '\u202e|',
  '%3C|',
  '" onmouseover=RUN |',
  'javascript:RUN//|',
  'data:text/html,|',
  '{"__html":"|"}',
  '\\u003c|',
] as const;

/** 300, all different. */
export const hostileTexts: readonly string[] = breakingOut.flatMap((way) =>
  running.map((run) => way.replace('|', run).replaceAll('MARK', MARK).replaceAll('RUN', 'window.ran=1')),
);

/** Of elements that came of them. */
export const HOSTILE_ELEMENTS = `[${MARK}]`;
