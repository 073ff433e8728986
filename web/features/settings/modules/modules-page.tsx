// All modules, and those of one's own.
import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type ListedModule, useModules } from '#web/features/records/modules.ts';
import { ModuleDialog } from '#web/features/settings/modules/module-dialog.tsx';
import { useSwitchModule } from '#web/features/settings/modules/use-switch-module.ts';
import { moduleWords } from '#web/features/settings/modules/words.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';
import { Tone } from '#web/ui/tone.tsx';
import { WhyButton } from '#web/ui/why-button.tsx';

export function ModulesPage() {
  const { t } = useWords(moduleWords);
  const { t: settings } = useWords(settingsWords);
  const why = may(useMe(), 'admin') ? null : settings('forAdministrators');
  const [edited, setEdited] = useState<ListedModule | 'new' | null>(null);
  return (
    <SettingsFrame
      part="modules"
      actions={
        <WhyButton why={why} onClick={() => setEdited('new')}>
          {t('newModule')}
        </WhyButton>
      }
    >
      <Stack>
        <Text size="sm" c="dimmed" maw="44rem">
          {t('text')}
        </Text>
        <ModuleTable onRename={why === null ? setEdited : null} />
      </Stack>
      {edited === null ? null : (
        <ModuleDialog module={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </SettingsFrame>
  );
}

/** Null: whoever looks may not change modules. */
type OnRename = ((module: ListedModule) => void) | null;

function ModuleTable({ onRename }: { readonly onRename: OnRename }) {
  const { t } = useWords(moduleWords);
  const { t: settings } = useWords(settingsWords);
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={settings('modules')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('module')}</Table.Th>
            <Table.Th>{t('oneRecord')}</Table.Th>
            <Table.Th>{t('key')}</Table.Th>
            <Table.Th colSpan={2}>{t('origin')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {useModules().map((module) => (
            <ModuleRow key={module.key} module={module} onRename={onRename} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ModuleRow({ module, onRename }: { readonly module: ListedModule; readonly onRename: OnRename }) {
  const { t, language } = useWords(moduleWords);
  const { key, label, singular, own, retired } = module;
  const name = label[language];
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        {retired ? (
          name
        ) : (
          <Anchor
            inherit
            c="inherit"
            renderRoot={(props) => <Link to={paths.settingsModule} params={{ module: key }} {...props} />}
          >
            {name}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>{singular[language]}</Table.Td>
      <Table.Td ff="monospace">{key}</Table.Td>
      <Table.Td>{retired ? <Tone color="gray">{t('retired')}</Tone> : t(own ? 'byYou' : 'byProduct')}</Table.Td>
      <Table.Td ta="end">
        <ModuleMenu module={module} onRename={onRename} />
      </Table.Td>
    </Table.Tr>
  );
}

function ModuleMenu({ module, onRename }: { readonly module: ListedModule; readonly onRename: OnRename }) {
  const { t, language } = useWords(moduleWords);
  const navigate = useNavigate();
  const switching = useSwitchModule(module);
  const { key, label, own, retired } = module;
  const places = [
    { text: t('toRecords'), onClick: () => void navigate({ to: paths.records, params: { module: key } }) },
    { text: t('recycleBin'), onClick: () => void navigate({ to: paths.recycleBin, search: { module: key } }) },
  ];
  const changes =
    onRename === null || !own
      ? []
      : [
          { text: t('rename'), onClick: () => onRename(module) },
          retired
            ? { text: t('restore'), onClick: switching.restore }
            : { text: t('retire'), isDestructive: true, onClick: () => void switching.retire() },
        ];
  const entries = [...(retired ? [] : places), ...changes];
  return entries.length === 0 ? null : (
    <MoreButton label={t('actionsOf', { name: label[language] })} entries={entries} />
  );
}
