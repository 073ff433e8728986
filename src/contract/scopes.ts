/** What an API key may be allowed to do. The list is closed: a new ability gets a new word here. */
export const scopes = [
  'records.read',
  'records.write',
  'cadences.read',
  'cadences.write',
  'enrollments.write',
  'reports.read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may call an endpoint. public: anybody; caller: whoever is signed in, by session or key; session: a person at a
 * browser, never a key; a scope: callers that have it.
 */
export type Access = 'public' | 'caller' | 'session' | Scope;
