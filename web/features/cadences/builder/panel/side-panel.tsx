// What can be set: of the chosen follow-up, or else of the cadence itself.
import { Badge, Tabs } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useBuilder } from '#web/features/cadences/builder/builder-context.ts';
import classes from '#web/features/cadences/builder/builder.module.css';
import { findFollowUp } from '#web/features/cadences/builder/draft.ts';
import { CadencePanel } from '#web/features/cadences/builder/panel/cadence-panel.tsx';
import { FollowUpPanel } from '#web/features/cadences/builder/panel/follow-up-panel.tsx';
import panel from '#web/features/cadences/builder/panel/panel.module.css';
import { builderWords } from '#web/features/cadences/builder/words.ts';
import { RulesPanel } from '#web/features/cadences/rules/rules-panel.tsx';
import { useWords } from '#web/i18n/words.ts';

export function SidePanel() {
  const { t } = useWords(builderWords);
  const { draft, selected, calm } = useBuilder();
  const followUp = selected === null ? null : findFollowUp(draft.file, selected);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || selected === null) return;
    // What is shown over the page, a drawer for one, has the key itself.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    document.querySelector<HTMLElement>(`[data-follow-up="${CSS.escape(selected)}"]`)?.focus();
  };
  return (
    <aside
      className={classes['panel']}
      aria-label={t('panel')}
      onKeyDown={onKeyDown}
      onBlur={({ target }) => calm.leave(target.id)}
    >
      {followUp === null ? <CadenceTabs /> : <FollowUpPanel key={followUp.id} followUp={followUp} />}
    </aside>
  );
}

function CadenceTabs() {
  const { t } = useWords(builderWords);
  const { draft, problems, calm, tab, setTab, module, mayEdit } = useBuilder();
  const told = (problems ?? []).filter(({ path }) => !calm.isQuiet(path));
  const ofRules = told.filter(({ path }) => path.startsWith('unenroll/')).length;
  return (
    <Tabs
      value={tab}
      onChange={(wanted) => setTab(wanted === 'rules' ? 'rules' : 'cadence')}
      classNames={{ root: panel['tabs'] ?? '', panel: panel['scroll'] ?? '' }}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="cadence">{t('tabCadence')}</Tabs.Tab>
        <Tabs.Tab value="rules" rightSection={<Count of={ofRules} />}>
          {t('tabRules')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="cadence">
        <fieldset className={panel['fields']} disabled={!mayEdit}>
          <CadencePanel />
        </fieldset>
      </Tabs.Panel>
      <Tabs.Panel value="rules">
        <RulesPanel
          draft={draft.file}
          onChange={(file) => draft.change(file, 'rules')}
          problems={told}
          calm={calm}
          module={module}
          mayEdit={mayEdit}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

function Count({ of }: { readonly of: number }) {
  if (of === 0) return null;
  return (
    <Badge size="xs" circle color="red.8">
      {of}
    </Badge>
  );
}
