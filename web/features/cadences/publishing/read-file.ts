// Reads what somebody chose as a cadence file. Only the server says whether it is one.
import type { CadenceFile } from '#core/cadence/file.ts';
import { type Answer, call } from '#web/api/call.ts';
import { isProblem } from '#contract/client/problem.ts';
import { publishingWords } from '#web/features/cadences/publishing/words.ts';
import { inWords } from '#web/i18n/words.ts';

export type FileRead =
  | {
      readonly kind: 'read';
      readonly file: CadenceFile;
      /** To solve before it can be published. */
      readonly problems: Answer<'checkCadenceFile'>['problems'];
    }
  | { readonly kind: 'broken'; readonly title: string; readonly details: readonly string[] };

const BYTES_MAX = 5_000_000;

export async function readCadenceFile(chosen: File): Promise<FileRead> {
  const t = inWords(publishingWords);
  const named = { file: chosen.name };
  if (chosen.size > BYTES_MAX) return { kind: 'broken', title: t('importTooLarge', named), details: [] };
  const [text, { parse, YAMLParseError }] = await Promise.all([chosen.text(), import('yaml')]);
  try {
    // JSON is YAML, too.
    const file = parse(text) as CadenceFile; // the server checks the shape
    const { problems } = await call('checkCadenceFile', { body: file });
    return { kind: 'read', file, problems };
  } catch (error) {
    if (error instanceof YAMLParseError) {
      const [why = ''] = error.message.split('\n');
      return { kind: 'broken', title: t('importUnreadable', { ...named, why }), details: [] };
    }
    if (!isProblem(error)) throw error;
    const details = error.errors.map(({ path, message }) => `${path.replace(/^body\.?/, '')}: ${message}`);
    return {
      kind: 'broken',
      title: t('importWrong', named),
      details: details.length === 0 ? [error.message] : details,
    };
  }
}
