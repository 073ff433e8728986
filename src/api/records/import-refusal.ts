// Why a file isn't taken in, as the API says it.
import { type ImportReason, type ImportRefused, importParams, importReasons } from '#contract/import-reasons.ts';

export function importRefusal<Reason extends ImportReason>(
  refused: ImportRefused<Reason>,
  place: Parameters<typeof importParams>[1],
) {
  return { kind: 'refused', reason: importReasons[refused.reason], params: importParams(refused, place) } as const;
}
