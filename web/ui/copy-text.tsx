import { Button, type ButtonProps, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type CopyTextProps = Pick<ButtonProps, 'size'> & { readonly text: string };

/** A button that copies it, and says so. */
export function CopyText({ text, ...looks }: CopyTextProps) {
  const { t } = useWords(generalWords);
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button variant="default" flex="none" onClick={copy} aria-live="polite" {...looks}>
          {t(copied ? 'copied' : 'copy')}
        </Button>
      )}
    </CopyButton>
  );
}

type AddressToCopyProps = { readonly label: string; readonly hint: string; readonly address: string };

/** Of ours, that somebody enters elsewhere. */
export function AddressToCopy({ label, hint, address }: AddressToCopyProps) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
      <Group wrap="nowrap">
        <Code flex={1} style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Code>
        <CopyText text={address} size="compact-sm" />
      </Group>
    </Stack>
  );
}
