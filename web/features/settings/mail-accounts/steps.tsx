// What a test found at one of an account's servers, step by step.
import { List, Stack, Text } from '@mantine/core';
import { mailServerNames, mailStepNames } from '#contract/mail-account-words.ts';
import { type MailVerdict, mailServers, verdictsOf } from '#core/message/mail-account.ts';
import { mailAccountWords } from '#web/features/settings/mail-accounts/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { Tone } from '#web/ui/tone.tsx';

export type Step = Pick<MailVerdict, 'server' | 'step' | 'failure'> & { readonly says: string };

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const { t, language } = useWords(mailAccountWords);
  return (
    <Stack gap="sm">
      {mailServers.map((server) => {
        const own = steps.filter((step) => step.server === server);
        if (own.length === 0) return null;
        return (
          <div key={server}>
            <Text size="sm" fw={600}>
              {mailServerNames[server][language]}
            </Text>
            <List size="sm" listStyleType="none">
              {own.map(({ step, failure, says }) => (
                <List.Item key={step}>
                  <Tone color={failure === null ? 'green' : 'red'}>
                    {t(failure === null ? 'stepWell' : 'stepFailed', { step: mailStepNames[step][language] })}
                  </Tone>
                  {says === '' ? null : <Text size="sm">{says}</Text>}
                </List.Item>
              ))}
            </List>
          </div>
        );
      })}
    </Stack>
  );
}

type Told = { readonly path: string; readonly code: string; readonly message: string };

/** Of a refusal to save: which steps failed; those before them went well. */
export function stepsOf(errors: readonly Told[]): Step[] {
  return errors.flatMap(({ path, message }) => {
    const [server, step] = path.split('.');
    if (server !== 'smtp' && server !== 'imap') return [];
    const all = verdictsOf(server, null);
    const failed = all.findIndex((verdict) => verdict.step === step);
    return all
      .slice(0, failed + 1)
      .map((verdict, index) =>
        index < failed ? { ...verdict, says: '' } : { ...verdict, failure: 'refused' as const, says: message },
      );
  });
}
