// How the pages and forms of a module are laid out: sections, the order of fields, what is required.
import { Button, Group, Stack, Text } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/16/solid';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead } from '#web/api/hooks.ts';
import { type Module, namesOf } from '#web/features/records/module.ts';
import classes from '#web/features/settings/modules/layout/layout.module.css';
import { draftOf, layoutFields, sectionAdded } from '#web/features/settings/modules/layout/layout-draft.ts';
import { LayoutRest, LayoutSection } from '#web/features/settings/modules/layout/layout-section.tsx';
import { layoutWords } from '#web/features/settings/modules/layout/layout-words.ts';
import { useSaveLayout } from '#web/features/settings/modules/layout/use-save-layout.ts';
import { SettingsFrame } from '#web/features/settings/settings-frame.tsx';
import { settingsWords } from '#web/features/settings/words.ts';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import { may, useMe } from '#web/session/me.ts';
import { confirm } from '#web/ui/confirm.ts';
import { Loaded } from '#web/ui/states.tsx';
import { useUnsavedGuard } from '#web/ui/unsaved-guard.ts';
import { WhyButton } from '#web/ui/why-button.tsx';

export function LayoutPage() {
  const { module: key } = useParams({ from: paths.settingsLayout });
  const { t, language } = useWords(layoutWords);
  const module = useRead('getModule', { params: { module: key } });
  const title = module.data === undefined ? t('layout') : t('layoutOf', namesOf(module.data, language));
  return (
    <SettingsFrame part="modules" item={title}>
      <Loaded of={module}>{(described) => <Layout key={described.key} module={described} />}</Loaded>
    </SettingsFrame>
  );
}

function Layout({ module }: { readonly module: Module }) {
  const { t, language } = useWords(layoutWords);
  const before = draftOf(module);
  const [written, setWritten] = useState<typeof before | null>(null);
  const draft = written ?? before;
  const hasChanges = written !== null && JSON.stringify(written) !== JSON.stringify(before);
  const saving = useSaveLayout(module, () => setWritten(null));
  const fields = layoutFields(module);
  useUnsavedGuard(hasChanges);
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('about', namesOf(module, language))}
      </Text>
      {draft.sections.map((section, index) => (
        <LayoutSection
          key={section.line}
          draft={draft}
          onChange={setWritten}
          fields={fields}
          section={section}
          index={index}
          problem={saving.problemOf(index)}
        />
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<PlusIcon width={14} aria-hidden />}
          onClick={() => setWritten(sectionAdded(draft))}
        >
          {t('addSection')}
        </Button>
      </div>
      <LayoutRest draft={draft} onChange={setWritten} fields={fields} />
      <Ways
        isLaidOut={module.laidOut}
        isSaving={saving.isSaving}
        hasChanges={hasChanges}
        onSave={() => saving.save(before, draft)}
        onReset={() => saving.save(before, null)}
        onDiscard={() => setWritten(null)}
      />
    </Stack>
  );
}

type WaysProps = {
  readonly isLaidOut: boolean;
  readonly isSaving: boolean;
  readonly hasChanges: boolean;
  readonly onSave: () => void;
  readonly onReset: () => void;
  readonly onDiscard: () => void;
};

function Ways({ isLaidOut, isSaving, hasChanges, onSave, onReset, onDiscard }: WaysProps) {
  const { t } = useWords(layoutWords);
  const { t: general } = useWords(generalWords);
  const { t: settings } = useWords(settingsWords);
  const why = may(useMe(), 'admin') ? null : settings('forAdministrators');
  const reset = async () => {
    const question = { title: t('asProductTitle'), text: t('asProductText'), yes: t('asProductYes') };
    if (await confirm({ ...question, kind: 'destructive' })) onReset();
  };
  return (
    <Group className={classes['saving'] ?? ''}>
      <WhyButton why={why} loading={isSaving} onClick={onSave}>
        {general('save')}
      </WhyButton>
      {hasChanges ? (
        <Button variant="default" onClick={onDiscard}>
          {general('discard')}
        </Button>
      ) : null}
      {isLaidOut ? (
        <WhyButton variant="default" why={why} onClick={() => void reset()}>
          {t('asProduct')}
        </WhyButton>
      ) : null}
    </Group>
  );
}
