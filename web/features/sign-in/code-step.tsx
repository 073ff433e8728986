// The second step of signing in, for whoever has a second factor.
import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ApiProblem, isProblem } from '#contract/client/problem.ts';
import { CodeInput } from '#web/features/settings/two-factor/code-input.tsx';
import { Refused } from '#web/features/sign-in/entrance.tsx';
import { signInWords } from '#web/features/sign-in/words.ts';
import { useWords } from '#web/i18n/words.ts';

type Steps<Given> = {
  readonly problem: ApiProblem | null;
  /** What the first step gave and is right; null: it is still to come. */
  readonly given: Given | null;
  readonly onProblem: (problem: ApiProblem, given: Given) => void;
  readonly back: () => void;
};

export function useSteps<Given>(): Steps<Given> {
  const [given, setGiven] = useState<Given | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const show = (next: Given | null, why: ApiProblem | null) => {
    setGiven(next);
    setProblem(why);
  };
  return {
    problem,
    given,
    onProblem: (why, input) => (isProblem(why, 'two_factor_code_needed') ? show(input, null) : setProblem(why)),
    back: () => show(null, null),
  };
}

type CodeStepProps = {
  readonly problem: ApiProblem | null;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
};

export function CodeStep({ problem, isPending, onCode, onBack }: CodeStepProps) {
  const { t } = useWords(signInWords);
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('codeTitle')}</Title>
        <Text c="dimmed">{t('codeText')}</Text>
        <Refused problem={problem} />
        <CodeInput label={t('code')} kind="any" autoFocus value={code} onChange={setCode} />
        <Button type="submit" size="sm" fullWidth disabled={code.trim() === ''} loading={isPending}>
          {t('signIn')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {t('backToSignIn')}
        </Anchor>
      </Stack>
    </form>
  );
}
