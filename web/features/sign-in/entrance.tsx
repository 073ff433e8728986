// The pages of those who aren't signed in: the mark, a card, the choice of language.
import { Alert, Card, Center } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '#contract/client/problem.ts';
import classes from '#web/features/sign-in/sign-in.module.css';
import { signInWords } from '#web/features/sign-in/words.ts';
import { setLanguage } from '#web/i18n/i18n.ts';
import { useWords } from '#web/i18n/words.ts';
import { LanguageSwitch } from '#web/shell/language-switch.tsx';
import { Wordmark } from '#web/shell/wordmark.tsx';

export function Entrance({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { language } = useWords(signInWords);
  return (
    <Center component="main" className={classes['page']}>
      <title>{`${title} · Cadenza`}</title>
      <div className={classes['column']}>
        <Wordmark />
        <Card withBorder padding="xl" w="100%">
          {children}
        </Card>
        <LanguageSwitch language={language} onChange={setLanguage} />
      </div>
    </Center>
  );
}

export function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  return problem === null ? null : (
    <Alert color="red" role="alert">
      {problem.message}
    </Alert>
  );
}
