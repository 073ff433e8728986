// Dates as people write them in English, German and Chinese, read as of a day: without a year the next one is meant. What
// can be read in two ways is a date that nobody knows.
import { addToDate, dayOfDate, isDate, startOfWeek, weekdayOf } from '#core/time/calendar.ts';

export type DateInText = {
  readonly start: number;
  readonly end: number;
  /** Null: it can be read in several ways, or isn't in any calendar. */
  readonly date: string | null;
  /** The last of several days that are written as one: 3 – 7 March. */
  readonly endsRange: boolean;
  /** Nothing but the name of a day: Monday. */
  readonly isWeekday: boolean;
};

/** Without a year a date is one of the coming months; what would be later has passed. */
const WITHOUT_YEAR_MONTHS = 6;

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
];
const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'montag', '一'],
  ['tuesday', 'dienstag', '二'],
  ['wednesday', 'mittwoch', '三'],
  ['thursday', 'donnerstag', '四'],
  ['friday', 'freitag', '五'],
  ['saturday', 'samstag', '六'],
  ['sunday', 'sonntag', '日', '天'],
];
const monthNames = MONTHS.flat()
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const weekdayNames = WEEKDAYS.flat()
  .filter((name) => name.length > 1)
  .join('|');

const named = `(?:\\b(?<named>${weekdayNames}),?\\s+(?:the\\s+|den\\s+)?)?`;
const ordinal = '(?:st|nd|rd|th|\\.)?';
const range = '\\s*(?:-|–|—|~|to|bis|至|到)+\\s*';
const zhWeekday = '(?:周|星期|礼拜)(?<day>[一二三四五六日天])';

/** The first that fits at a place counts. Groups: named, y, m, d, last, word, a, b. */
const forms: readonly RegExp[] = [
  `(?:(?<y>20\\d\\d)年)?(?<m>\\d{1,2})月(?<d>\\d{1,2})[日号號]?(?:${range}(?<last>\\d{1,2})[日号號])?(?:\\s*\\(?${zhWeekday}\\)?)?`,
  `${named}(?<!\\d)(?<y>20\\d\\d)[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d)`,
  `${named}(?<!\\d)(?<d>\\d{1,2})\\.\\s?(?<m>\\d{1,2})\\.\\s?(?<y>20\\d\\d|\\d\\d)?(?!\\d)`,
  `${named}(?<!\\d)(?<a>\\d{1,2})/(?<b>\\d{1,2})(?:/(?<y>20\\d\\d|\\d\\d))?(?![\\d/])`,
  `${named}(?<!\\d)(?<d>\\d{1,2})${ordinal}(?:${range}(?<last>\\d{1,2})${ordinal})?\\s+(?:of\\s+)?(?<word>${monthNames})\\b\\.?(?:,?\\s+(?<y>20\\d\\d))?`,
  `${named}\\b(?<word>${monthNames})\\b\\.?\\s+(?<d>\\d{1,2})${ordinal}(?!\\d)(?:${range}(?<last>\\d{1,2})${ordinal}(?!\\d))?(?:,?\\s+(?<y>20\\d\\d))?`,
  `(?<!下)(?<which>下|本|这|這)?个?${zhWeekday}`,
  `\\b(?<which>next\\s+|nächsten\\s+|kommenden\\s+)?(?<named>${weekdayNames})\\b`,
  '(?<tomorrow>\\btomorrow\\b|明天)',
].map((form) => new RegExp(form, 'giu'));

/** In their order; of those that overlap the one that begins first, or that is written more fully. */
export function datesIn(text: string, today: string): DateInText[] {
  const found = forms.flatMap((form) => [...text.matchAll(form)].map((match) => readMatch(match, today)));
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: DateInText[] = [];
  for (const one of inOrder) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

function readMatch(match: RegExpMatchArray, today: string): DateInText {
  const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
  const start = match.index ?? 0;
  const isWeekday = groups['d'] === undefined && groups['a'] === undefined && groups['tomorrow'] === undefined;
  return {
    start,
    end: start + match[0].length,
    date: isWeekday ? weekdayIn(groups, today) : dateIn(groups, today),
    endsRange: groups['last'] !== undefined,
    isWeekday,
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function dateIn(groups: Groups, today: string): string | null {
  if (groups['tomorrow'] !== undefined) return addToDate(today, { amount: 1, unit: 'days' });
  const place = dayAndMonth(groups);
  if (place === null) return null;
  const year = groups['y'];
  const date = year === undefined ? comingDate(place, today) : dateOf({ year: Number(year) % 100, ...place });
  const weekday = weekdayNamed(groups['named'] ?? groups['day']);
  return date !== null && weekday !== null && weekdayOf(dayOfDate(date)) !== weekday ? null : date;
}

type Place = { readonly month: number; readonly day: number };

function dayAndMonth({ a, b, m, d, last, word }: Groups): Place | null {
  if (a !== undefined) return dayFirstOrMonthFirst(Number(a), Number(b));
  const day = Number(last ?? d);
  return { day, month: word === undefined ? Number(m) : 1 + MONTHS.findIndex((names) => names.includes(fold(word))) };
}

/** 25/12 and 12/25 are clear, 3/4 is not. */
function dayFirstOrMonthFirst(first: number, second: number): Place | null {
  if (first === second || (first > 12 && second <= 12)) return { day: first, month: second };
  return second > 12 && first <= 12 ? { day: second, month: first } : null;
}

function comingDate(place: Place, today: string): string | null {
  const year = Number(today.slice(2, 4));
  const coming = [year, year + 1].flatMap((one) => dateOf({ year: one, ...place }) ?? []).find((date) => date >= today);
  const latest = addToDate(today, { amount: WITHOUT_YEAR_MONTHS, unit: 'months' });
  return coming === undefined || coming > latest ? null : coming;
}

/** `year` of this century. */
function dateOf({ year, month, day }: Place & { readonly year: number }): string | null {
  const [yy, mm, dd] = [year, month, day].map((part) => String(part).padStart(2, '0'));
  const date = `20${yy}-${mm}-${dd}`;
  return isDate(date) ? date : null;
}

/** “Next Friday” is this week's to some and the week after's to others; 下周五 is the week after's. */
function weekdayIn({ named: name, day, which }: Groups, today: string): string | null {
  const weekday = weekdayNamed(name ?? day);
  if (weekday === null || (which !== undefined && name !== undefined)) return null;
  const monday = startOfWeek(today);
  const thisWeek = addToDate(monday, { amount: weekday, unit: 'days' });
  const isLater = which === '下' || (which === undefined && thisWeek <= today);
  return isLater ? addToDate(thisWeek, { amount: 1, unit: 'weeks' }) : thisWeek;
}

function weekdayNamed(name: string | undefined): number | null {
  const found = WEEKDAYS.findIndex((names) => name !== undefined && names.includes(fold(name)));
  return found === -1 ? null : found;
}

function fold(text: string): string {
  return text.toLowerCase();
}
