// What the server tells once and nobody can read again: a key, a secret, recovery codes.
import { Alert, Button, Code, Group, Stack } from '@mantine/core';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { CopyText } from '#web/ui/copy-text.tsx';
import { offerFile } from '#web/ui/offer-file.ts';

type ShownOnceProps = {
  readonly name: string;
  readonly text: string;
  /** What it is good for, and that it isn't shown again. */
  readonly hint: string;
  /** Left out: it is copied only. */
  readonly fileName?: string;
  readonly onClose: () => void;
};

export function ShownOnce({ name, text, hint, fileName, onClose }: ShownOnceProps) {
  const { t } = useWords(settingsWords);
  return (
    <Stack>
      <Alert color="yellow">{hint}</Alert>
      <Code block aria-label={name}>
        {text}
      </Code>
      <Group justify="flex-end">
        {fileName === undefined ? null : (
          <Button
            variant="default"
            onClick={() => offerFile(new Blob([`${text}\n`], { type: 'text/plain' }), fileName)}
          >
            {t('download')}
          </Button>
        )}
        <CopyText text={text} />
        <Button onClick={onClose}>{t('closeKey')}</Button>
      </Group>
    </Stack>
  );
}
