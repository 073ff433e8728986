// API keys and sign-in links, for whoever runs the installation.
import { InvalidArgumentError } from 'commander';
import { createApiKey } from '#actions/accounts/create-api-key.ts';
import { linkUser } from '#actions/accounts/link-user.ts';
import { signInUrl } from '#actions/accounts/make-sign-in-link.ts';
import { CommandRefusal, done } from '#cli/answer.ts';
import type { AddCommands } from '#cli/line.ts';
import { explainRefusal } from '#contract/errors.ts';
import { type Scope, scopes } from '#contract/scopes.ts';
import { DAY } from '#core/time/instant.ts';

export const accountCommands: AddCommands = (parent, line) => {
  addKeyCommands(parent, line);
  addUserCommands(parent, line);
};

type KeyOptions = { readonly scope: readonly Scope[]; readonly expiresInDays?: number };

const addKeyCommands: AddCommands = (parent, { programs, answering }) => {
  const key = parent.command('apikey').description('keys for programs that use the API');
  key
    .command('create')
    .description('make an API key, which is shown this once')
    .argument('<name>', 'what it is for')
    .requiredOption('--scope <scope...>', `what it may do: ${scopes.join(', ')}`, scopeNamed)
    .option('--expires-in-days <days>', 'when it ends (default: when it is revoked)', wholeNumber)
    .action(
      answering((who, name: string, { scope, expiresInDays }: KeyOptions) =>
        programs.inSession(who, async ({ database, organization, user, clock }) => {
          const now = clock();
          const expiresAt = expiresInDays === undefined ? null : now + expiresInDays * DAY;
          const wanted = { user, organization, name, scopes: scope, expiresAt };
          const made = await createApiKey(database, wanted, now);
          if (made.kind === 'refused') throw new CommandRefusal(explainRefusal(made, programs.language).sentence);
          const { publicId: id, scopes: granted } = made.apiKey;
          return done(
            { id, name, scopes: granted, expiresAt, key: made.key },
            `${made.key}\nKeep it: it is not shown again.`,
          );
        }),
      ),
    );
};

const addUserCommands: AddCommands = (parent, { programs, answering }) => {
  parent
    .command('user')
    .description('users of the installation')
    .command('link')
    .description('make a link that signs a user in once, within 24 hours')
    .argument('<email>')
    .option(
      '--forget-password',
      'end the password, the second factor and all sessions of the user; the link leads to a new one',
    )
    .action(
      answering((_who, email: string, { forgetPassword }: { forgetPassword?: true }) =>
        programs.inInstallation(async ({ database, clock, publicUrl }) => {
          const made = await linkUser(database, { email, password: forgetPassword ? 'forget' : 'keep' }, clock());
          if (made.kind === 'refused') {
            throw new CommandRefusal(
              made.reason === 'user_unknown'
                ? `No user has the address ${email}; check its spelling.`
                : `The user ${email} is not active, and can’t sign in.`,
            );
          }
          const url = signInUrl(publicUrl.href, made.link);
          return done({ user: made.name, email, url, expiresAt: made.link.expiresAt }, url);
        }),
      ),
    );
};

function scopeNamed(text: string, before: readonly Scope[] = []): readonly Scope[] {
  const found = scopes.find((scope) => scope === text);
  if (found === undefined) throw new InvalidArgumentError(`There are: ${scopes.join(', ')}.`);
  return [...before, found];
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}
