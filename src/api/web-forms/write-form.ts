// A web form as HTML: its fields with the labels that the form's language has, what was entered before, and what is wrong
// with it. No scripts.
import type { OpenForm, Question } from '#actions/web-forms/visit-form.ts';
import { escapeHtml } from '#api/pages/page.ts';
import type { FieldType } from '#core/records/field.ts';

/** No field of a module can be called like these. */
export const TICKET = 'form-ticket';
export const TRAP = 'website-url';

export type FormPage = {
  readonly form: OpenForm;
  readonly ticket: string;
  /** What was entered for a field; none: nothing yet. */
  readonly textsOf: (field: string) => readonly string[];
  /** What is wrong with it, in the form's language, by field. */
  readonly wrong: ReadonlyMap<string, string>;
};

const words = {
  en: { send: 'Send', required: 'required', trap: 'Leave this empty' },
  zh: { send: '提交', required: '必填', trap: '请勿填写' },
} as const;

export function writeForm({ form, ticket, textsOf, wrong }: FormPage): string {
  const { name, language, questions } = form;
  const { send, trap } = words[language];
  const asked = questions.map((question) =>
    ask(question, { language, texts: textsOf(question.field.key), wrong: wrong.get(question.field.key) ?? null }),
  );
  return `<h1>${escapeHtml(name)}</h1>
<form method="post" accept-charset="utf-8">
${asked.join('\n')}
<div class="unseen" aria-hidden="true"><label>${trap} <input name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>
<input type="hidden" name="${TICKET}" value="${escapeHtml(ticket)}">
<button>${send}</button>
</form>`;
}

type Asked = {
  readonly language: OpenForm['language'];
  readonly texts: readonly string[];
  readonly wrong: string | null;
};

function ask({ field, required }: Question, asked: Asked): string {
  const { key, type } = field;
  const { language, texts, wrong } = asked;
  const label = escapeHtml(field.label[language]) + (required ? ` <small>(${words[language].required})</small>` : '');
  const hint = wrong === null ? '' : `<span class="wrong" id="wrong-${key}">${escapeHtml(wrong)}</span>`;
  const marks =
    (required ? ' required' : '') + (wrong === null ? '' : ` aria-invalid="true" aria-describedby="wrong-${key}"`);
  const name = `name="${escapeHtml(key)}"`;
  if (type === 'multi_select') {
    const boxes = optionsOf({ field, required }, language).map(({ value, label: option }) => {
      const checked = texts.includes(value) ? ' checked' : '';
      return `<label><input type="checkbox" ${name} value="${value}"${checked}> ${option}</label><br>`;
    });
    return `<fieldset class="ask"><legend>${label}</legend>${boxes.join('\n')}${hint}</fieldset>`;
  }
  if (type === 'boolean') {
    const checked = texts.includes('on') ? ' checked' : '';
    return `<label class="ask"><input type="checkbox" ${name}${checked}${marks}> ${label} ${hint}</label>`;
  }
  const [text = ''] = texts;
  return `<label class="ask"><span>${label}</span>${entry({ field, required }, { ...asked, texts: [text] }, name + marks)}${hint}</label>`;
}

function entry(question: Question, { language, texts: [text = ''] }: Asked, marks: string): string {
  const { type, key, lengthMax } = question.field;
  const value = escapeHtml(text);
  if (type === 'long_text') return `<textarea ${marks} rows="4">${value}</textarea>`;
  if (type === 'pick_list') {
    const options = optionsOf(question, language).map(({ value: one, label }) => {
      return `<option value="${one}"${one === value ? ' selected' : ''}>${label}</option>`;
    });
    return `<select ${marks}><option value=""></option>${options.join('')}</select>`;
  }
  const known = autocomplete[key];
  const filled = known === undefined ? '' : ` autocomplete="${known}"`;
  const longest = (lengthMax ?? null) === null ? '' : ` maxlength="${lengthMax}"`;
  return `<input ${marks} ${inputOf[type] ?? 'type="text"'}${filled}${longest} value="${value}">`;
}

/** Escaped. */
function optionsOf({ field }: Question, language: OpenForm['language']) {
  const labels = new Map((field.choices ?? []).map(({ value, label }) => [value, label[language]]));
  return field.options.map((value) => ({ value: escapeHtml(value), label: escapeHtml(labels.get(value) ?? value) }));
}

const inputOf: { readonly [Type in FieldType]?: string } = {
  email: 'type="email"',
  phone: 'type="tel"',
  url: 'type="text" inputmode="url"',
  date: 'type="date"',
  integer: 'type="text" inputmode="numeric"',
  decimal: 'type="text" inputmode="decimal"',
  currency: 'type="text" inputmode="decimal"',
  percent: 'type="text" inputmode="decimal"',
};

const autocomplete: Readonly<Record<string, string>> = {
  first_name: 'given-name',
  last_name: 'family-name',
  email: 'email',
  phone: 'tel',
  mobile: 'tel',
  company: 'organization',
  title: 'organization-title',
  website: 'url',
};
