// What one must know before editing: that a draft is no running version, that nothing runs, that somebody else was faster.
import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/builder.module.css';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { useCadenceRoom } from '#web/features/cadences/limits.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';

export function Notices() {
  const { draft, mayEdit } = useBuilder();
  const { t } = useWords(builderWords);
  const { status, version } = draft.cadence;
  const isDraftOfLive = version !== null && (draft.isDirty || draft.cadence.draft !== null);
  return (
    <>
      {draft.problem?.code === 'stale' ? <Stale /> : null}
      {mayEdit ? null : <Notice text={t('readOnly')} />}
      {status === 'invalid' ? <Notice text={t('invalidNow')} /> : null}
      {status === 'disabled' ? <Notice text={t('disabledNow')} /> : null}
      <NearMax />
      {status === 'active' && isDraftOfLive ? <DraftOfLive version={version} /> : null}
    </>
  );
}

function Notice({ text }: { readonly text: string }) {
  return (
    <Text className={classes['notice']} size="xs" role="status">
      {text}
    </Text>
  );
}

/** From here on one should know how many may still be added (C-60). */
const NEAR_MAX = 0.8;

function NearMax() {
  const { t } = useWords(builderWords);
  const { file } = useBuilder().draft;
  const { followUpsMax: max } = useCadenceRoom(file.module);
  const count = allFollowUps(file).length;
  if (max === null || count < max * NEAR_MAX) return null;
  return <Notice text={count < max ? t('followUpsNearMax', { count, max }) : t('followUpsMax', { max })} />;
}

function DraftOfLive({ version }: { readonly version: number }) {
  const { draft, mayEdit } = useBuilder();
  const { t } = useWords(builderWords);
  const discard = async () => {
    const isSure = await confirm({
      title: t('discardTitle'),
      text: t('discardText', { version }),
      yes: t('discard'),
      kind: 'destructive',
    });
    if (isSure) await draft.discard();
  };
  return (
    <Group className={classes['notice'] ?? ''} gap="md">
      <Text size="xs" role="status">
        {t('draftOf', { version })}
      </Text>
      {mayEdit ? (
        <Anchor component="button" fz="xs" onClick={() => void discard()}>
          {t('discard')}
        </Anchor>
      ) : null}
    </Group>
  );
}

function Stale() {
  const { draft } = useBuilder();
  const { t } = useWords(builderWords);
  return (
    <Alert color="orange" title={t('staleTitle')} radius={0}>
      {t('staleText')}
      <Group gap="xs" mt="xs">
        <Button variant="default" onClick={() => draft.resolve('theirs')}>
          {t('takeTheirs')}
        </Button>
        <Button variant="default" onClick={() => draft.resolve('ours')}>
          {t('keepOurs')}
        </Button>
      </Group>
    </Alert>
  );
}
