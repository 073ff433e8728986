// K-40: when somebody is back who is away, as their automatic reply says. What is not said plainly is not guessed: whoever
// waits for nothing loses a reader, whoever waits for the wrong day loses a customer.
import { type DateInText, datesIn } from '#core/message/dates-in-text.ts';
import { addToDate } from '#core/time/calendar.ts';

/** Such notes say it at once. */
const LENGTH_MAX = 2_000;

const AWAY =
  /\b(out of (the )?office|away|absent|vacation|holidays?|on leave|leave|travel|travell?ing|closed|unavailable|not available|ooo|urlaub|abwesend|verreist|nicht (im büro|erreichbar))\b|休假|度假|放假|年假|产假|请假|出差|外出|不在|离岗|假期/i;
const NEAR_BEFORE = 160;
const NEAR_AFTER = 60;

/** Directly before the date, in the same sentence. */
const BACK_BEFORE =
  /\b(back|return|returning|resume|resuming|(available|reachable|in the office) again|zurück|wieder (da|erreichbar|im büro|für sie da))\b[^.!?;\n。]{0,40}$|(返回|返岗|回来|上班|复工|恢复)(时间|日期)?[^,.;。\n]{0,6}$/i;
const LAST_BEFORE =
  /\b(until|till|til|through|thru|up to|bis)\b[^.!?;\n。]{0,20}$|(至|到|截至|截止|直到)[^,.;。\n]{0,4}$/i;
const AFTER_BEFORE = /\b(after|nach( dem)?)\s*$/i;
/** Directly after it. */
const BACK_AFTER = /^[^\d,.;。\n]{0,8}?(回来|返回|返岗|回到|回国|回公司|上班|复工|销假|恢复|开工|回复|联系|处理)/;
const AFTER_AFTER = /^\s*[之以]?后/;
const OR = /^[\s,]*(or|oder|或)/i;
const BETWEEN = /^\s*(-|–|—|~|to|until|till|through|bis( zum)?|至|到)+\s*$/i;

/** The first day on which they are there again: after `today`, and within a year. Null: the note doesn't say. */
export function returnDateIn(note: string, today: string): string | null {
  const text = note.slice(0, LENGTH_MAX).normalize('NFKC');
  const dates = datesIn(text, today);
  const said = dates.flatMap((date, place) => {
    const before = dates[place - 1];
    return saidOf(date, { text, before });
  });
  const back = said.some(({ isReturn }) => isReturn) ? said.filter(({ isReturn }) => isReturn) : said;
  const [day, ...others] = new Set(back.map(({ date }) => date));
  if (day === undefined || day === null || others.length > 0) return null;
  return day > today && day <= addToDate(today, { amount: 12, unit: 'months' }) ? day : null;
}

type Around = { readonly text: string; readonly before: DateInText | undefined };
type Said = { readonly date: string | null; readonly isReturn: boolean };

/** What a date in the note means; nothing: it has no part in this. */
function saidOf(found: DateInText, { text, before }: Around): Said[] {
  const lead = text.slice(before?.end ?? 0, found.start);
  const rest = text.slice(found.end);
  if (before !== undefined && OR.test(lead)) return [{ date: null, isReturn: true }];
  if (BACK_BEFORE.test(lead) || BACK_AFTER.test(rest)) {
    const isLastDay = found.endsRange || AFTER_BEFORE.test(lead) || AFTER_AFTER.test(rest);
    return [{ date: isLastDay ? dayAfter(found.date) : found.date, isReturn: true }];
  }
  const follows = before !== undefined && BETWEEN.test(lead);
  // From Monday to Friday is when they are there.
  if (follows && found.isWeekday) return [];
  const isLast = found.endsRange || follows || LAST_BEFORE.test(lead);
  const near = text.slice(Math.max(0, found.start - NEAR_BEFORE), found.end + NEAR_AFTER);
  return isLast && AWAY.test(near) ? [{ date: dayAfter(found.date), isReturn: false }] : [];
}

function dayAfter(date: string | null): string | null {
  return date === null || date >= '9999-12-31' ? null : addToDate(date, { amount: 1, unit: 'days' });
}
