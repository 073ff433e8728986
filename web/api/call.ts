// One call of the API, from our own pages: by the session's cookie, in the language of the page; web/i18n/format.ts makes
// words of what comes.
import { type Answer, createClient, type Input, type OperationId } from '#contract/client/client.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { currentLanguage } from '#web/i18n/i18n.ts';
import { inWords } from '#web/i18n/words.ts';

export type { Answer, Input, InputArgument, OperationId } from '#contract/client/client.ts';

const client = createClient({
  url: '',
  key: null,
  language: currentLanguage,
  unreachable: () => inWords(generalWords)('unreachable'),
});

export const { call } = client;

/** For hooks, which hold the input as one value and may give up waiting. */
export function send<Id extends OperationId>(
  id: Id,
  input: Input<Id> | undefined,
  signal: AbortSignal | null,
): Promise<Answer<Id>> {
  return client.send(id, input, { signal });
}
