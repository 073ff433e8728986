// A key is made here and shown once: afterwards nobody can read it any more.
import { Button, Checkbox, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Scope, scopes as allScopes } from '#contract/scopes.ts';
import { useAct } from '#web/api/hooks.ts';
import { scopeWords } from '#web/features/settings/scope-words.ts';
import { ShownOnce } from '#web/features/settings/shown-once.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { may, useMe } from '#web/session/me.ts';
import { Dialog, DialogButtons } from '#web/ui/dialog.tsx';

const DAY_MS = 86_400_000;
const FOREVER = 'forever';
const lastsDays = [30, 90, 365] as const;

export function NewApiKey({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords(settingsWords);
  const [key, setKey] = useState<string | null>(null);
  return (
    <Dialog onClose={onClose} title={t(key === null ? 'newKey' : 'keyIs')} isKept={key !== null}>
      {key === null ? (
        <Making onMade={setKey} onClose={onClose} />
      ) : (
        <ShownOnce name={t('keyIs')} text={key} hint={t('keyOnce')} onClose={onClose} />
      )}
    </Dialog>
  );
}

type MakingProps = { readonly onMade: (key: string) => void; readonly onClose: () => void };

function Making({ onMade, onClose }: MakingProps) {
  const { t } = useWords(settingsWords);
  const me = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [lasts, setLasts] = useState<string>('365');
  const create = useAct('createApiKey', {
    refreshes: ['listApiKeys'],
    onDone: ({ key }) => onMade(key),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = lasts === FOREVER ? null : new Date(Date.now() + Number(lasts) * DAY_MS).toISOString();
    create.mutate({ body: { name: name.trim(), scopes: [...scopes], expiresAt } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('keyName')}
          description={t('keyNameHint')}
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t('scopes')}
          description={t('chooseScopes')}
          value={[...scopes]}
          onChange={(chosen) => setScopes(allScopes.filter((scope) => chosen.includes(scope)))}
        >
          <Stack gap="xs" mt="xs">
            {allScopes.map((scope) => (
              <Checkbox
                key={scope}
                size="xs"
                value={scope}
                label={t(scopeWords[scope])}
                disabled={!may(me, scope)}
                description={may(me, scope) ? scope : t('notYours')}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('validFor')}
          allowDeselect={false}
          value={lasts}
          onChange={(value) => setLasts(value ?? FOREVER)}
          data={[
            ...lastsDays.map((days) => ({ value: String(days), label: t('days', { count: days }) })),
            { value: FOREVER, label: t('forever') },
          ]}
        />
        <DialogButtons onCancel={onClose}>
          <Button type="submit" disabled={name.trim() === '' || scopes.length === 0} loading={create.isPending}>
            {t('createKey')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}
