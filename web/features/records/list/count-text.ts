import type { Answer } from '#web/api/call.ts';
import { useFormat } from '#web/i18n/format.ts';

type Count = NonNullable<Answer<'listRecords'>['count']>;

/** '9,240', and where nobody counted on: '10,000+' (V-5). */
export function useCountText(): (count: Count) => string {
  const format = useFormat();
  return ({ count, exact }) => `${format.number(count)}${exact ? '' : '+'}`;
}
