// The workers' latest sign of life, beside the database: in a file of the data folder, one for each installation.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { createLogger } from '#api/log.ts';
import { errorCode } from '#storage/embedded-refusal.ts';
import type { BeatMemory } from '#worker/sending-watch.ts';

type Remembering = {
  readonly folder: string;
  readonly installation: string;
  readonly log: ReturnType<typeof createLogger>;
};

/** A folder that can't be written to is no reason not to work: then the database alone tells. */
export function rememberBeats({ folder, installation, log }: Remembering): BeatMemory {
  const path = join(folder, `last-beat-${installation}`);
  return {
    recall: async () => readBeat(path),
    keep: (beat) =>
      writeBeat(folder, path, beat).catch((error: unknown) =>
        log.warn({ err: error }, 'the last sign of life could not be kept beside the database'),
      ),
  };
}

async function readBeat(path: string): Promise<number | null> {
  try {
    const beat = Number(await readFile(path, 'utf8'));
    return Number.isSafeInteger(beat) && beat > 0 ? beat : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Written aside and renamed: whoever reads it reads it whole. */
async function writeBeat(folder: string, path: string, beat: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, `${beat}\n`);
  await rename(aside, path);
}
