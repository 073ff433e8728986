// What the routes work with. The API knows no storage: it hands on what the actions ask for.
import type { authenticate } from '#actions/accounts/authenticate.ts';

type DatabaseOfActions = Parameters<typeof authenticate>[0];

export type Services = {
  readonly database: DatabaseOfActions;
  /** Where people reach the server: scheme, host and port. Links and cookies go by it, never by a request's Host (T12). */
  readonly publicUrl: URL;
};
