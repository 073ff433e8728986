// Another process on the same data folder, for the launcher's tests: starts, holds, says so in one line of JSON, and stays until
// it is killed or its parent goes. Refused or not holding, it leaves, and leaves the server alone.
import { startEmbedded } from '#storage/embedded.ts';
import { holdFolder } from '#storage/embedded-hold.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';

export type ChildAnswer =
  | { readonly kind: 'holds'; readonly ownerUrl: string; readonly postmasterPid: number; readonly adopted: boolean }
  | { readonly kind: 'busy' }
  | { readonly kind: 'refused'; readonly sentence: string };

async function answer(folder: string): Promise<ChildAnswer> {
  try {
    const { ownerUrl, postmasterPid, adopted } = await startEmbedded({ folder });
    const hold = await holdFolder(ownerUrl);
    return hold === null ? { kind: 'busy' } : { kind: 'holds', ownerUrl, postmasterPid, adopted };
  } catch (error) {
    if (error instanceof EmbeddedRefusal) return { kind: 'refused', sentence: error.message };
    throw error;
  }
}

process.stdin.once('end', () => process.exit()).resume();
process.stdin.unref();
console.log(JSON.stringify(await answer(process.argv[2] ?? '')));
