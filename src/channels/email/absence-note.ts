// K-43: an absence note whose system sent no header that says so. Only a suspicion: a person may have written it by hand.

const SUBJECT =
  /^\s*(\[?(auto(matic|mated|-generated)?[- ]?(reply|response|answer)|auto)\]?\s*[:：]|out of (the )?office|(i am |i'm )?away (until|from)|on (vacation|holiday|leave)|(automatische|autom\.) (antwort|abwesenheit|reactie)|abwesenheit|r(é|e)ponse automatique|absen(t|ce) du bureau|respuesta autom(á|a)tica|fuera de (la )?oficina|risposta automatica|fuori sede|resposta autom(á|a)tica|автоответ|自动(回复|答复)|自動(回覆|回復|応答|返信)|(休假|外出|不在|离岗)(中|通知|办公室)?[:：]?|.{0,40}(假期|休假)自动回复)/i;

/** In the opening of what was written: such a note says it at once. */
const OPENING: readonly RegExp[] = [
  /\b(this is an? )?auto(matic|mated|-?generated)? ?-?(reply|response|message)\b/i,
  /\b(i am|i'm|i will be|we are|my office is)( currently)? (out of (the )?office|away from (the office|my desk|work)|on (annual |sick |parental |maternity )?(leave|vacation|holiday))\b/i,
  /\b(limited|no|sporadic|without) access to (my )?e-?mail/i,
  /\bno longer (with|work(s|ing)? (for|at)) .{1,60}(please contact|kindly|e-?mail)/i,
  /\b(ich bin|bin ich) .{0,40}(nicht im b(ü|ue)ro|abwesend|im urlaub)|je suis (actuellement )?(absent|en cong(é|e)s?)|estoy (fuera de la oficina|de vacaciones)|sono (fuori sede|in ferie)/i,
  /(这是|此为|本邮件为|来自.{0,12}的)[^\n]{0,12}自动(回复|答复)|自动回复[^\n]{0,6}(邮件|请勿)|系统自动回复/,
  /(我|本人)[^\n，。]{0,12}(正在|目前|现在|最近)[^\n。]{0,12}(休假|度假|出差|外出|不在(办公室|公司)|休产假)/,
  /(您|你)的(邮件|来信|来函)(我)?(已经?|已)(收到|收悉)[^\n]{0,40}(尽快|稍后|及时)[^\n]{0,12}(回复|答复|处理)/,
];

const OPENING_LENGTH = 400;

/** `text` is what the message says itself, without the quotation. */
export function looksLikeAbsenceNote(subject: string, text: string): boolean {
  const opening = text.slice(0, OPENING_LENGTH);
  return SUBJECT.test(subject.slice(0, 300)) || OPENING.some((pattern) => pattern.test(opening));
}
