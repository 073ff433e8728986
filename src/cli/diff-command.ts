// What changes between two files of a cadence, or between a file and what runs, and what publishing it would do (C-92).
import { exportCadence } from '#actions/cadences/export-cadence.ts';
import { cadenceNamed } from '#actions/cadences/find-cadences.ts';
import { previewFile, type PublicationPreview } from '#actions/cadences/preview-publication.ts';
import { done } from '#cli/answer.ts';
import { badFile, contextOf } from '#cli/cadence-answers.ts';
import type { AddCommands } from '#cli/line.ts';
import type { Session } from '#cli/programs.ts';
import { type ReadCadence, readCadenceFile } from '#cli/read-cadence-file.ts';
import { sayDifference } from '#contract/difference-words.ts';
import type { Language } from '#contract/errors.ts';
import { sayPreview } from '#contract/preview-words.ts';
import { type Difference, differencesBetween } from '#core/cadence/differences.ts';
import type { CadenceFile } from '#core/cadence/file.ts';

export const differing: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('diff')
    .description('say in words what a file changes of the cadence of its name, and what publishing it would do')
    .argument('<file>', 'YAML or JSON')
    .argument('[other]', 'a later file of the same cadence, in place of what runs')
    .action(
      answering(async (who, path: string, otherPath: string | undefined) => {
        const { language } = programs;
        const [read, other] = [path, otherPath].map((one) =>
          one === undefined ? null : readCadenceFile(one, language),
        );
        if (isUnread(read)) return badFile(path, read.problems);
        if (isUnread(other)) return badFile(otherPath ?? '', other.problems);
        if (read === null || read === undefined) throw new Error('the first file is not optional');
        if (other !== null && other !== undefined) {
          const differences = differencesBetween(read.file, other.file);
          return done({ differences }, textOf(differences, [], language));
        }
        return programs.inSession(who, (session) => againstWhatRuns(session, read.file, language));
      }),
    );
};

function isUnread(read: ReadCadence | null | undefined): read is Extract<ReadCadence, { kind: 'problems' }> {
  return read?.kind === 'problems';
}

async function againstWhatRuns(session: Session, file: CadenceFile, language: Language) {
  const cadence = await cadenceNamed(session, file.name);
  const published =
    cadence === null ? null : await exportCadence(session, { cadence: cadence.publicId, which: 'published' });
  if (cadence === null || published === null) {
    return done(
      { cadence: null, differences: [], preview: null },
      sayPreview({ kind: 'new', name: file.name }, language)[0] ?? '',
    );
  }
  const differences = differencesBetween(published, file);
  const preview =
    cadence.version === null ? null : await previewFile({ ...session, ...contextOf(session) }, { cadence, file });
  const told =
    preview === null ? sayPreview({ kind: 'never_published' }, language) : effectOf(preview, differences, language);
  const json = { cadence: cadence.publicId, version: cadence.version, differences, preview };
  return done(json, textOf(differences, told, language));
}

function effectOf(preview: PublicationPreview, differences: readonly Difference[], language: Language): string[] {
  return differences.length === 0 ? [] : sayPreview(preview, language);
}

function textOf(differences: readonly Difference[], effects: readonly string[], language: Language): string {
  if (differences.length === 0) return sayPreview({ kind: 'same' }, language).join('\n');
  const changes = differences.map((difference) => `- ${sayDifference(difference, language)}`);
  return [...changes, ...(effects.length === 0 ? [] : ['', ...effects])].join('\n');
}
