/** A start that can't go on for a reason outside the program. The message is one sentence for people, and says what to do. */
export class EmbeddedRefusal extends Error {
  override readonly name = 'EmbeddedRefusal';
}

/** The system's answers that mean "this folder is no place for the data", as opposed to a bug of ours. */
const FOLDER_TROUBLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTDIR',
  'EEXIST',
  'EINVAL',
  'ENAMETOOLONG',
]);

/** Carries out file work in the data folder; a folder that doesn't allow it becomes a refusal that names it. */
export async function refusingTrouble<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    if (code === null || !FOLDER_TROUBLE.has(code)) throw error;
    throw new EmbeddedRefusal(
      `The data folder ${folder} can't be used (${(error as Error).message}); make it writable, or set CADENZA_DATA to another folder.`,
      { cause: error },
    );
  }
}

/** The code of a system or PostgreSQL error ('ENOENT', '57P03'), or null. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
