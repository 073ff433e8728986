// What a CSV file says of its columns without being asked: which field a heading means, and what stands between cells.
import type { Field, Module } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';

/** By the field's key or its label in either language; never a field that the product keeps itself. */
export function guessField(module: Module, heading: string): Field | undefined {
  const wanted = plainName(heading);
  if (wanted === '') return undefined;
  return module.fields.find(
    ({ key, label, readOnly }) => !readOnly && [key, label.en, label.zh].some((name) => plainName(name) === wanted),
  );
}

/** 'E-Mail', 'e_mail' and 'Email' are one name. */
function plainName(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The one that the first line of the text has most of. */
export function guessDelimiter(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const plain = line.replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: plain.split(delimiter).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}
