import type { Answer } from '#web/api/call.ts';
import { userWords } from '#web/features/settings/users/words.ts';
import { inWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

/** Whether the mail left. */
export function toastInvited({ invitation: { email }, sent }: Answer<'inviteUser'>): void {
  toastDone(inWords(userWords)(sent ? 'invited' : 'notSent', { email }));
}
