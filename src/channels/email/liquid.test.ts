import { FAR_TOO_LONG_MS } from '#test/far-too-long.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTemplate, type MergeData, mergeFieldsOf, renderTemplate, type Template } from '#core/message/template.ts';
import { createLiquid } from './liquid.ts';

const language = createLiquid();
const data: MergeData = {
  record: {
    first_name: 'Ada',
    last_name: '',
    city: null,
    note: 'a <b>\nc & "d"',
    tags: ['x', 'y'],
    amount: 0,
    vip: false,
  },
  owner: { name: 'Grace', email: 'grace@crm.example' },
  organization: { name: 'Cadenza & Co' },
  unsubscribe_url: 'https://crm.example/t/u/abc',
};
const render = (change: Partial<Template>, merge: MergeData = data) =>
  renderTemplate(language, { subject: 'Hello', html: '<p>Hello</p>', text: null, ...change }, merge);
const html = (source: string, merge: MergeData = data) => {
  const result = render({ html: source }, merge);
  return result.kind === 'rendered' ? result.html : result.problem;
};

describe('rendering (E-2)', () => {
  test('fields of record, owner and organisation; the text is made from the HTML when there is none', () => {
    const result = render({
      subject: 'Hello {{ record.first_name }}',
      html: '<p>Hi {{ record.first_name }}, <a href="https://shop.example/">shop</a></p><p>{{ owner.name }}, {{ organization.name }}</p>',
    });
    expect(result).toEqual({
      kind: 'rendered',
      subject: 'Hello Ada',
      html: '<p>Hi Ada, <a href="https://shop.example/">shop</a></p><p>Grace, Cadenza &amp; Co</p>',
      text: 'Hi Ada, shop [https://shop.example/]\n\nGrace, Cadenza & Co',
    });
  });

  test('a text part of its own is plain: nothing is escaped', () => {
    expect(render({ text: 'From {{ organization.name }}' })).toMatchObject({ text: 'From Cadenza & Co' });
  });

  test('T20: line breaks in a subject become spaces', () => {
    const record = { first_name: 'Ada\r\nBcc: eve@evil.example' };
    expect(render({ subject: 'Hi {{ record.first_name }}' }, { ...data, record })).toMatchObject({
      subject: 'Hi Ada Bcc: eve@evil.example',
    });
  });

  test('conditions, loops, numbers and false are values', () => {
    expect(
      html(
        '{% if record.vip %}a{% else %}b{% endif %}{% for t in record.tags %}[{{ t }}]{% endfor %}{{ record.amount }}{{ record.vip }}',
      ),
    ).toBe('b[x][y]0false');
  });

  test('line breaks of a field can be shown, still escaped in HTML', () => {
    expect(render({ text: '{{ record.note | newline_to_br }}' })).toMatchObject({ text: 'a <b>\nc & "d"' });
    expect(html('{{ record.note | newline_to_br }}')).toBe('a &lt;b&gt;<br>\nc &amp; &#34;d&#34;');
  });
});

test('a value is escaped once, whatever the template says', () => {
  expect(html('{{ organization.name | escape }}')).toBe('Cadenza &amp; Co');
});

describe('K-92: an empty merge field', () => {
  test.each([
    ['{{ record.last_name }}', 'record.last_name'],
    ['{{ record.city | upcase }}', 'record.city'],
    ['{{- record.no_such_field -}}', 'record.no_such_field'],
    ['{{ nonsense }}', 'nonsense'],
    ['{% for t in record.tags %}{{ t.name }}{% endfor %}', 't.name'],
  ])('%s without fallback is a problem that names it', (source, field) => {
    expect(html(`Hi ${source},`)).toEqual({ kind: 'empty_field', part: 'html', field });
    expect(render({ subject: `Hi ${source},` })).toEqual({
      kind: 'problem',
      problem: { kind: 'empty_field', part: 'subject', field },
    });
  });

  test('only spaces is empty', () => {
    expect(html('{{ record.x }}', { ...data, record: { x: ' \t\u00a0' } })).toMatchObject({ kind: 'empty_field' });
  });

  test('a fallback is used, also one that was chosen to be empty', () => {
    expect(html('Hi {{ record.last_name | default: "there" }}{{ record.city | default: "" }}')).toBe('Hi there');
  });

  test('what is not shown is no problem', () => {
    expect(html('Hi{% if record.city %} from {{ record.city }}{% endif %}')).toBe('Hi');
  });

  test('K-91: no empty subject, no empty mail', () => {
    expect(render({ subject: ' {% if record.vip %}x{% endif %}' })).toMatchObject({
      problem: { kind: 'empty_part', part: 'subject' },
    });
    expect(html(' ')).toEqual({ kind: 'empty_part', part: 'html' });
  });
});

test('C-5: for colleagues nothing fails: what is empty is left out, what can’t be read stays', () => {
  expect(language.fill('Call {{ record.first_name }} {{ record.last_name }}({{ owner.name }})', data)).toBe(
    'Call Ada (Grace)',
  );
  expect(language.fill('{{ record.city | default: "the office" }}', data)).toBe('the office');
  expect(language.fill('Ask about {{ this', data)).toBe('Ask about {{ this');
  expect(language.fill('<{{ organization.name }}>', data)).toBe('<Cadenza & Co>');
});

describe('T3: a template can do nothing but show data', () => {
  test.each([
    'record.constructor',
    'record.__proto__',
    'record.constructor.constructor',
    'record.first_name.constructor',
    'record["__proto__"]["toString"]',
    'record.toString',
    'record.first_name.toUpperCase',
    'record.tags.toString',
    'record.tags.constructor',
    'owner.__defineGetter__',
    'process.env',
    'globalThis',
    'this',
  ])('{{ %s }} is nothing', (field) => {
    expect(html(`{{ ${field} }}`)).toMatchObject({ kind: 'empty_field' });
  });

  test.each([
    '{% include "/etc/passwd" %}',
    '{% render "/etc/passwd" %}',
    '{% layout "/etc/passwd" %}',
    '{% block a %}{% endblock %}',
    '{% liquid echo record.first_name %}',
    '{{ record.note | raw }}',
    '{{ record.tags | where_exp: "t", "t" }}',
    '{{ record.tags | find_exp: "t", "t" }}',
    '{{ record | json }}',
    '{{ record | inspect }}',
    '{{ record.first_name | no_such_filter }}',
    '{{ record.first_name',
    '{% if %}',
    '{% no_such_tag %}',
  ])('%s is refused as a fault of the template', (source) => {
    expect(html(source)).toMatchObject({ kind: 'syntax', part: 'html', line: 1 });
  });

  test('input that is no text is refused', () => {
    const ast = { type: 'Program', body: [] } as unknown as string;
    expect(html(ast)).toMatchObject({ kind: 'syntax', text: 'a template must be text' });
  });

  test('what a record holds is never template code', () => {
    const record = { x: '{{ owner.email }}{% include "a" %}', path: '{{ owner.email }}' };
    expect(html('{{ record.x }}', { ...data, record })).toBe('{{ owner.email }}{% include &#34;a&#34; %}');
  });

  test('data that is not plain is left behind', () => {
    class Account {
      password = 'p';
    }
    const record = {
      account: new Account(),
      secret: Object.create({ password: 'p' }),
      when: new Date(),
      call: () => 'called',
    } as never;
    for (const field of ['account.password', 'secret.password', 'secret', 'when', 'call', 'call.name']) {
      expect(html(`{{ record.${field} }}`, { ...data, record })).toMatchObject({ kind: 'empty_field' });
    }
  });

  test.each<[string, string]>([
    ['a template of a megabyte', 'x'.repeat(1_000_000)],
    ['a long loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    [
      'loops in loops',
      '{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['a long output', `{% for a in (1..100000) %}${'x'.repeat(50_000)}{% endfor %}`],
    ['an output just too long', `{% for a in (1..30) %}${'x'.repeat(50_000)}{% endfor %}`],
    ['a growing value', `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`],
    ['a padded value', '{{ "now" | date: "%1000000000Y" }}'],
    ['deep nesting', `${'{% if true %}'.repeat(14_000)}x`],
  ])('%s ends in a problem, soon', (_, source) => {
    const start = performance.now();
    expect(html(source)).toMatchObject({ kind: expect.stringMatching(/too_much|syntax/) });
    expect(performance.now() - start).toBeLessThan(FAR_TOO_LONG_MS);
  });
});

describe('T4: a value never breaks out of its place in HTML', () => {
  test('in text and in quoted attributes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('<', '>', '"', "'", '`', '&', '</p>', '<script>', ' onx=', '{{', '}}', '{%', 'a'), {
          minLength: 1,
        }),
        (parts) => {
          const value = parts.join('');
          fc.pre(value.trim() !== '');
          const out = html('<p title="{{ record.x }}">{{ record.x }}</p>', { ...data, record: { x: value } });
          expect(typeof out).toBe('string');
          const inner = /^<p title="([^"<>]*)">([^<>"]*)<\/p>$/.exec(String(out));
          expect(inner).not.toBeNull();
        },
      ),
    );
  });
});

describe('fields of a template', () => {
  const template: Template = {
    subject: '{{ record.first_name }}',
    html: '{% assign who = owner.name %}{% if record.city %}{{ who }}{% endif %}{% for t in record.tags %}{{ t }}{% endfor %}',
    text: '{{ record.first_name }} {{ record["last_name"] }}',
  };

  test('are found in every part, also those in conditions', () => {
    expect(mergeFieldsOf(language, template)).toEqual([
      'owner.name',
      'record.city',
      'record.first_name',
      'record.last_name',
      'record.tags',
    ]);
  });

  test('unknown ones, unreadable and empty parts are reported all at once', () => {
    const known = new Set(['record.first_name', 'owner.name', 'record.tags', 'record.last_name']);
    expect(checkTemplate(language, template, (field) => known.has(field))).toEqual([
      { kind: 'unknown_field', part: 'html', field: 'record.city' },
    ]);
    expect(checkTemplate(language, { subject: '{{', html: '\n{% if %}', text: '' }, () => true)).toMatchObject([
      { kind: 'syntax', part: 'subject', line: 1 },
      { kind: 'syntax', part: 'html', line: 2 },
      { kind: 'empty_part', part: 'text' },
    ]);
  });
});
