// Ctrl/Cmd+K: records of every module, cadences, pages, and what one can do from anywhere.
import { Combobox, Group, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { MagnifyingGlassIcon } from '@heroicons/react/20/solid';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { useLanguageChoice, useThemeChoice } from '#web/session/preferences.ts';
import { useRecordsFound } from '#web/shell/find-records.ts';
import classes from '#web/shell/finder.module.css';
import type { Found, FoundGroup } from '#web/shell/found.ts';
import { useShownModules } from '#web/shell/navigation.tsx';
import { iconOf, useRecordModules } from '#web/shell/record-modules.ts';
import { shellWords } from '#web/shell/words.ts';

type FinderProps = { readonly onClose: () => void; readonly onKeys: () => void };

export function Finder({ onClose, onKeys }: FinderProps) {
  const { t } = useWords(shellWords);
  const [text, setText] = useState('');
  const combobox = useCombobox({ opened: true });
  const records = useRecordsFound(text);
  const groups = [...records.groups, useCadences(text), usePages(text), useActions(text, onKeys)].filter(
    ({ found }) => found.length > 0,
  );
  const says = records.problem?.message ?? t(records.isAsking ? 'finding' : 'findNothing');
  const all = groups.flatMap(({ found }) => found);
  const ids = all.map(({ id }) => id).join(' ');
  // Whatever comes, Enter takes the first.
  useEffect(() => void combobox.selectFirstOption(), [ids]);
  const go = (id: string) => {
    onClose();
    all.find((one) => one.id === id)?.go();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      attributes={{ content: { 'aria-label': t('find') } }}
    >
      <Combobox store={combobox} onOptionSubmit={go}>
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            variant="unstyled"
            size="md"
            aria-label={t('find')}
            placeholder={t('findPlaceholder')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<MagnifyingGlassIcon width={18} aria-hidden />}
            leftSectionWidth={48}
            className={classes['search'] ?? ''}
          />
        </Combobox.EventsTarget>
        <Combobox.Options className={classes['found'] ?? ''} aria-label={t('find')}>
          {groups.map(({ name, found }) => (
            <Combobox.Group key={name} label={name}>
              {found.map(({ id, label, hint, icon }) => (
                <Combobox.Option key={id} value={id}>
                  <Group gap="sm" wrap="nowrap">
                    {icon}
                    {label}
                    <Text size="sm" className={classes['hint'] ?? ''} truncate>
                      {hint}
                    </Text>
                  </Group>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {groups.length > 0 && records.problem === null ? null : <Combobox.Empty>{says}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}

function useCadences(text: string): FoundGroup {
  const { t } = useWords(shellWords);
  const navigate = useNavigate();
  const cadences = useRead('listCadences').data?.items ?? [];
  const found = cadences.map(({ id, name }) => ({
    id,
    label: name,
    go: () => void navigate({ to: paths.cadence, params: { cadenceId: id } }),
  }));
  return { name: t('cadences'), found: text.trim() === '' ? [] : found.filter(({ label }) => fits(label, text)) };
}

function usePages(text: string): FoundGroup {
  const { t, language } = useWords(shellWords);
  const navigate = useNavigate();
  const { first, others } = useRecordModules();
  const lists = [...first, ...others].map((module) => {
    const Icon = iconOf(module);
    return {
      id: module.key,
      label: module.label[language],
      icon: <Icon width={18} aria-hidden />,
      go: () => void navigate({ to: paths.records, params: { module: module.key }, search: {} }),
    };
  });
  const pages = useShownModules().map(({ path, word, icon: Icon }) => ({
    id: path,
    label: t(word),
    icon: <Icon width={18} aria-hidden />,
    go: () => void navigate({ to: path, search: {} }),
  }));
  return { name: t('pages'), found: [...lists, ...pages].filter(({ label }) => fits(label, text)) };
}

function useActions(text: string, onKeys: () => void): FoundGroup {
  const { t } = useWords(shellWords);
  const language = useLanguageChoice();
  const theme = useThemeChoice();
  const actions: readonly Found[] = [
    { id: 'keys', label: t('keys'), go: onKeys },
    language.value === 'en'
      ? { id: 'zh', label: '切换到简体中文', go: () => language.choose('zh') }
      : { id: 'en', label: 'Switch to English', go: () => language.choose('en') },
    theme.value === 'dark'
      ? { id: 'light', label: `${t('theme')}: ${t('light')}`, go: () => theme.choose('light') }
      : { id: 'dark', label: `${t('theme')}: ${t('dark')}`, go: () => theme.choose('dark') },
  ];
  return { name: t('actions'), found: actions.filter(({ label }) => fits(label, text)) };
}

function fits(label: string, text: string): boolean {
  return label.toLowerCase().includes(text.trim().toLowerCase());
}
