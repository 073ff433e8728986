import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  maskTags,
  piecesOf,
  readMergeField,
  unmaskTags,
  writeMergeField,
} from '#web/features/templates/liquid-source.ts';

const tags = [
  '{{ record.first_name }}',
  '{{record.first_name|default:"there"}}',
  `{{ record.city | default: 'a > "b" }} c' | upcase }}`,
  '{{- record.城市 -}}',
  '{% if record.amount < 5 and record.vip %}',
  '{%- for tag in record.tags -%}',
  '{% comment %}',
];

it('tags come back character for character, whatever stands around them', () => {
  const piece = fc.oneof(
    fc.constantFrom(...tags),
    fc.constantFrom('<p title="', '">', '</p>', '{', '}', '%', '"', ' ', '你'),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const source = pieces.join('');
      expect(unmaskTags(maskTags(source))).toBe(source);
    }),
  );
});

it('nothing of a tag is left for an HTML parser to read', () => {
  for (const tag of tags) expect(maskTags(`a${tag}b`)).toMatch(/^a\uE000[0-9a-f]+\uE001b$/u);
});

it('a masked text is told apart into tags and text', () => {
  expect(piecesOf(maskTags('Hi {{ a }}{{ b }}, you'))).toEqual([
    { kind: 'text', text: 'Hi ' },
    { kind: 'tag', text: '{{ a }}' },
    { kind: 'tag', text: '{{ b }}' },
    { kind: 'text', text: ', you' },
  ]);
});

it('K-92: the picker reads what it wrote, whatever the fallback', () => {
  const field = (fallback: string | null) => ({ path: 'record.first_name', fallback });
  for (const fallback of [null, '', 'there', '您好', `it's`, 'say "hi"']) {
    expect(readMergeField(writeMergeField(field(fallback)))).toEqual(field(fallback));
  }
  expect(readMergeField(writeMergeField(field(`it's "hi"`)))?.fallback).toBe(`it's ”hi”`);
});

it('what says more than a field and a fallback is left to the source', () => {
  for (const tag of ['{{ record.city | upcase }}', '{% if record.vip %}', '{{ record["x"] }}']) {
    expect(readMergeField(tag)).toBeNull();
  }
});
