import { Group, Kbd, Stack, Text } from '@mantine/core';
import { useWords } from '#web/i18n/words.ts';
import { shellWords } from '#web/shell/words.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { boundKeys, type Key, keyName } from '#web/ui/keys.ts';

/** What `?` shows: the keys of the open page, then those of every list. */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(shellWords);
  const lists: readonly Key[] = [
    { key: 'j k', says: t('keysNextRow') },
    { key: '↵', says: t('keysOpenRow') },
    { key: 'x', says: t('keysChooseRow') },
  ];
  return (
    <Dialog onClose={onClose} title={t('keys')}>
      <Stack gap="xs">
        {[...boundKeys(), ...lists].map(({ key, says }) => (
          <Group key={`${key} ${says}`} justify="space-between" wrap="nowrap">
            <Text>{says}</Text>
            <Group gap={4} wrap="nowrap">
              {key.split(' ').map((press) => (
                <Kbd key={press}>{keyName(press)}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Dialog>
  );
}
