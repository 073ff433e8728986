import { Table, Text } from '@mantine/core';
import { optionLabel } from '#web/features/records/fields/options.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { useModules } from '#web/features/records/modules.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useRetireField } from '#web/features/settings/modules/use-retire-field.ts';
import { useWords } from '#web/i18n/words.ts';
import { MoreButton } from '#web/ui/menu-button.tsx';

type FieldRowProps = {
  readonly module: Module;
  readonly field: Field;
  /** Null: whoever looks may not change it. */
  readonly onEdit: (() => void) | null;
};

export function FieldRow({ module, field, onEdit }: FieldRowProps) {
  const { key, label, type, system } = field;
  const { t, language } = useWords(fieldWords);
  const retire = useRetireField(module);
  const name = label[language];
  const change = onEdit === null ? [] : [{ text: t('edit'), onClick: onEdit }];
  const away = { text: t('retire'), isDestructive: true, onClick: () => void retire(field) };
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td ff="monospace">{key}</Table.Td>
      <Table.Td>
        {t(type)}
        <FormulaNote formula={field.formula} />
      </Table.Td>
      <Table.Td title={field.options.map((option) => optionLabel(field, option, language)).join('\n')}>
        <Details field={field} />
      </Table.Td>
      <Table.Td>{t(system ? 'byProduct' : 'byYou')}</Table.Td>
      <Table.Td ta="end">
        {onEdit === null ? null : (
          <MoreButton label={t('actionsOf', { name })} entries={[...change, ...(system ? [] : [away])]} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function FormulaNote({ formula }: Pick<Field, 'formula'>) {
  const { language } = useWords(fieldWords);
  if (formula === null) return null;
  return (
    <>
      <Text size="xs" ff="monospace" c="dimmed">
        {formula.text}
      </Text>
      {formula.problem === null ? null : (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {formula.problem[language]}
        </Text>
      )}
    </>
  );
}

const OPTIONS_SHOWN = 4;
const SEPARATORS = { en: ', ', zh: '、' } as const;

/** What is special about it, in a line. */
function Details({ field }: { readonly field: Field }) {
  const { t, language } = useWords(fieldWords);
  const modules = useModules();
  const { options, required, unique, target } = field;
  const shown = options.slice(0, OPTIONS_SHOWN).map((option) => optionLabel(field, option, language));
  const list = `${shown.join(SEPARATORS[language])}${options.length > OPTIONS_SHOWN ? '…' : ''}`;
  const to = modules.find(({ key }) => key === target)?.label[language] ?? target;
  const said = [
    ...(required ? [t('required')] : []),
    ...(unique ? [t('unique')] : []),
    ...(to === null ? [] : [t('leadsTo', { module: to })]),
    ...(list === '' ? [] : [list]),
  ];
  return said.join(' · ');
}
