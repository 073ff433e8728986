/** What stands behind `?` of the list. Left out: one's own, of both kinds, the open ones. */
export type ActivitiesSearch = {
  readonly whose?: 'everybodys';
  readonly kind?: 'task' | 'call';
  readonly show?: 'done';
};

export function readActivitiesSearch({ whose, kind, show }: Record<string, unknown>): ActivitiesSearch {
  return {
    ...(whose === 'everybodys' ? { whose } : {}),
    ...(kind === 'task' || kind === 'call' ? { kind } : {}),
    ...(show === 'done' ? { show } : {}),
  };
}
