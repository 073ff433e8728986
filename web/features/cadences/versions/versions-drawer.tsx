// What was published when and by whom, and what was different from the version before.
import { Anchor, Badge, Drawer, Group, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { differencesBetween } from '#core/cadence/differences.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { type Item, useRead } from '#web/api/hooks.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';
import { useSayDifference } from '#web/features/cadences/publishing/difference-list.tsx';
import classes from '#web/features/cadences/versions/versions.module.css';
import { versionsWords } from '#web/features/cadences/versions/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { Loaded } from '#web/ui/states.tsx';
import { When } from '#web/ui/when.tsx';

type VersionsDrawerProps = {
  readonly cadence: { readonly id: string; readonly name: string };
  /** That runs now. */
  readonly latest: number;
  readonly onClose: () => void;
};

export function VersionsDrawer({ cadence, latest, onClose }: VersionsDrawerProps) {
  const { t } = useWords(versionsWords);
  const { t: general } = useWords(generalWords);
  const versions = useRead('listCadenceVersions', { params: { id: cadence.id } });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(30rem, 100vw)"
      title={t('ofCadence', { cadence: cadence.name })}
      closeButtonProps={{ 'aria-label': general('close') }}
    >
      <Loaded of={versions}>
        {({ items }) => (
          <ol className={classes['versions']} aria-label={t('versions')}>
            {items.map((one) => (
              <li key={one.version}>
                <Entry cadence={cadence.id} published={one} isLatest={one.version === latest} onClose={onClose} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Drawer>
  );
}

type EntryProps = {
  readonly cadence: string;
  readonly published: Item<'listCadenceVersions'>;
  readonly isLatest: boolean;
  readonly onClose: () => void;
};

function Entry({ cadence, published, isLatest, onClose }: EntryProps) {
  const { t } = useWords(versionsWords);
  const { version, publishedAt, publishedBy, chosen } = published;
  return (
    <Stack gap={6}>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{t('version', { version })}</Text>
          {isLatest ? (
            <Badge size="sm" variant="light" color="green" tt="none">
              {t('runs')}
            </Badge>
          ) : null}
        </Group>
        <Anchor
          size="sm"
          aria-label={t('lookAt', { version })}
          onClick={onClose}
          renderRoot={(props) => (
            <Link to={paths.cadence} params={{ cadenceId: cadence }} search={{ version }} {...props} />
          )}
        >
          {t('look')}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed">
        {publishedBy === null ? t('bySystem') : t('by', { name: publishedBy.name })} · <When at={publishedAt} />
      </Text>
      <Changes cadence={cadence} version={version} />
      {version === 1 || chosen === null ? null : <Text size="sm">{t(chosen.enrolled)}</Text>}
      <TakenIn cadence={cadence} published={published} />
    </Stack>
  );
}

/** Only where the audience is a view was there anything to choose. */
function TakenIn({ cadence, published: { version, chosen } }: Pick<EntryProps, 'cadence' | 'published'>) {
  const { t } = useWords(versionsWords);
  const found = useRead('getCadenceVersion', { params: { id: cadence, version: String(version) } });
  const audience = found.data?.file.audience ?? 'manual';
  return chosen === null || audience === 'manual' ? null : <Text size="sm">{t(chosen.existing)}</Text>;
}

function Changes({ cadence, version }: { readonly cadence: string; readonly version: number }) {
  const { t } = useWords(versionsWords);
  const own = useRead('getCadenceVersion', { params: { id: cadence, version: String(version) } });
  if (version > 1)
    return <Loaded of={own}>{({ file }) => <Differences cadence={cadence} version={version} file={file} />}</Loaded>;
  return (
    <Loaded of={own}>{({ file }) => <Text size="sm">{t('first', { count: allFollowUps(file).length })}</Text>}</Loaded>
  );
}

type DifferencesProps = { readonly cadence: string; readonly version: number; readonly file: CadenceFile };

function Differences({ cadence, version, file }: DifferencesProps) {
  const before = useRead('getCadenceVersion', { params: { id: cadence, version: String(version - 1) } });
  return <Loaded of={before}>{(earlier) => <DifferenceTexts file={file} before={earlier.file} />}</Loaded>;
}

type DifferenceTextsProps = { readonly file: CadenceFile; readonly before: CadenceFile };

function DifferenceTexts({ file, before }: DifferenceTextsProps) {
  const { t } = useWords(versionsWords);
  const say = useSayDifference(before, file);
  const differences = differencesBetween(before, file);
  if (differences.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('same')}
      </Text>
    );
  return (
    <List size="sm" spacing={2} listStyleType="disc">
      {differences.map((difference) => (
        <List.Item key={say(difference)}>{say(difference)}</List.Item>
      ))}
    </List>
  );
}
