import { Group, Stack, Text } from '@mantine/core';
import { WhyButton } from '#web/ui/why-button.tsx';

type VerdictButtonsProps<Verdict extends string> = {
  readonly verdicts: readonly Verdict[];
  readonly textOf: (verdict: Verdict) => string;
  /** What the verdict does. */
  readonly hintOf: (verdict: Verdict) => string;
  /** Null: whoever is asked may decide. */
  readonly why: string | null;
  /** The one that is being told to the server. */
  readonly pending: Verdict | null;
  readonly onChoose: (verdict: Verdict) => void;
};

/** One button a verdict, each with what it does beside it. */
export function VerdictButtons<Verdict extends string>(props: VerdictButtonsProps<Verdict>) {
  const { verdicts, textOf, hintOf, why, pending, onChoose } = props;
  return (
    <Stack gap="xs">
      {verdicts.map((verdict) => (
        <Group key={verdict} gap="sm" wrap="nowrap" align="center">
          <WhyButton
            variant="default"
            miw="9rem"
            flex="none"
            why={why}
            loading={pending === verdict}
            onClick={() => onChoose(verdict)}
          >
            {textOf(verdict)}
          </WhyButton>
          <Text size="sm" c="dimmed">
            {hintOf(verdict)}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
