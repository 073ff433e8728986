// What isn't even saved as a draft: an audience that can't be one (C-25), a WhatsApp follow-up where WhatsApp is off (C-6).
import { barredCodes } from '#core/cadence/audience-bars.ts';
import { definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem } from '#core/cadence/problem.ts';
import { loadDefinition, type StoredCadence } from '#storage/cadences/cadences.ts';
import type { Tx } from '#storage/db.ts';

/** WhatsApp follow-ups that were saved while it was on stay: nobody's other edits are lost when it is switched off. */
export function refusedBeside(known: ReadonlySet<string>): (problem: CadenceProblem) => boolean {
  return ({ code, path }) =>
    code === 'whatsapp_off' ? !known.has(path) : barredCodes.some((barred) => barred === code);
}

/** Where the draft, or else what runs, has WhatsApp follow-ups. */
export async function whatsappPlaces(tx: Tx, { id, draft, version }: StoredCadence): Promise<ReadonlySet<string>> {
  const running = version === null ? null : await loadDefinition(tx, id, version);
  const definition = draft === null ? running : definitionFromFile(draft, NO_NUMBERS);
  const own = (definition?.followUps ?? []).filter(({ settings }) => settings.channel === 'whatsapp');
  return new Set(own.map((followUp) => `followUps/${followUp.id}`));
}
