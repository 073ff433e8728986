// What people call a follow-up: its subject, or the template it sends. Its id is for files.
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';

const MERGE_TAG = /\{\{.*?\}\}/gsu;

/** Empty where nobody has written it yet. What each record fills in stands as an ellipsis. */
export function followUpTitle({ email, whatsapp, task, call }: FileFollowUp): string {
  return (email?.template ?? whatsapp?.name ?? task?.subject ?? call?.subject ?? '').replace(MERGE_TAG, '…').trim();
}

/** By id, which stands for itself where there is no such follow-up any more. */
export function titleOf(file: CadenceFile, id: string): string {
  const found = find(file.followUps, id);
  return found === null ? id : followUpTitle(found);
}

function find(followUps: readonly FileFollowUp[], id: string): FileFollowUp | null {
  for (const one of followUps) {
    const found = one.id === id ? one : find(one.then ?? [], id);
    if (found !== null) return found;
  }
  return null;
}
