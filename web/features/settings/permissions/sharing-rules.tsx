import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { TrashIcon } from '@heroicons/react/16/solid';
import { useState } from 'react';
import { useAct } from '#web/api/hooks.ts';
import { useKnownModules } from '#web/features/settings/permissions/modules.ts';
import { NewRule } from '#web/features/settings/permissions/new-rule.tsx';
import classes from '#web/features/settings/permissions/permissions.module.css';
import { RuleInWords } from '#web/features/settings/permissions/rule-in-words.tsx';
import { addsNothing, type Rule, type Sharing } from '#web/features/settings/permissions/sharing-levels.ts';
import { sharingWords } from '#web/features/settings/permissions/sharing-words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { confirm } from '#web/ui/confirm.ts';
import { toastDone } from '#web/ui/toast.tsx';

type WithSharing = { readonly sharing: Sharing };

export function SharingRules({ sharing }: WithSharing) {
  const { t } = useWords(sharingWords);
  const [isAdding, setAdding] = useState(false);
  return (
    <Stack component="section" gap="sm" aria-label={t('rules')}>
      <Group justify="space-between">
        <Title order={2}>{t('rules')}</Title>
        <Button onClick={() => setAdding(true)}>{t('newRule')}</Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('rulesText')}
      </Text>
      {sharing.rules.length === 0 ? (
        <Text size="sm">{t('noRules')}</Text>
      ) : (
        <ul className={classes['rules']} aria-label={t('rules')}>
          {sharing.rules.map((rule) => (
            <RuleItem key={rule.id} rule={rule} sharing={sharing} />
          ))}
        </ul>
      )}
      {isAdding ? <NewRule sharing={sharing} onClose={() => setAdding(false)} /> : null}
    </Stack>
  );
}

function RuleItem({ rule, sharing }: WithSharing & { readonly rule: Rule }) {
  const { t } = useWords(sharingWords);
  const { t: general } = useWords(generalWords);
  const { id, name } = rule;
  const module = useKnownModules().main.find(({ key }) => key === rule.module)?.label ?? rule.module;
  const remove = useAct('deleteSharingRule', {
    refreshes: ['getSharing'],
    onDone: () => toastDone(t('wasDeleted', { name })),
  });
  const ask = async () => {
    const asked = { title: t('deleteTitle', { name }), text: t('deleteText'), yes: general('delete') };
    if (await confirm({ ...asked, kind: 'destructive' })) remove.mutate({ params: { id } });
  };
  return (
    <li className={classes['rule']}>
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm">
          <RuleInWords rule={rule} moduleLabel={module} />
        </Text>
        {addsNothing(sharing, rule) ? (
          <Text size="xs" c="dimmed">
            {t('addsNothing', { module })}
          </Text>
        ) : null}
      </div>
      <ActionIcon aria-label={t('deleteNamed', { name })} loading={remove.isPending} onClick={() => void ask()}>
        <TrashIcon width={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}
