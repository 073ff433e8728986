import { Button, Table } from '@mantine/core';
import { useAct } from '#web/api/hooks.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { fieldWords } from '#web/features/settings/modules/field-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { toastDone } from '#web/ui/toast.tsx';

type RetiredFieldsProps = { readonly module: Module; readonly mayRestore: boolean };

export function RetiredFields({ module, mayRestore }: RetiredFieldsProps) {
  const { t } = useWords(fieldWords);
  return (
    <Table aria-label={t('retiredFields')} verticalSpacing="xs">
      <Table.Tbody>
        {module.retired.map((field) => (
          <RetiredRow key={field.key} module={module.key} field={field} mayRestore={mayRestore} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

type RetiredRowProps = { readonly module: string; readonly field: Field; readonly mayRestore: boolean };

function RetiredRow({ module, field, mayRestore }: RetiredRowProps) {
  const { t, language } = useWords(fieldWords);
  const name = field.label[language];
  const restore = useAct('restoreField', {
    refreshes: ['getModule', 'listRecords', 'getRecord', 'listCadences'],
    onDone: () => toastDone(t('restored', { name })),
  });
  return (
    <Table.Tr>
      <Table.Td fw={600}>{name}</Table.Td>
      <Table.Td ff="monospace">{field.key}</Table.Td>
      <Table.Td>{t(field.type)}</Table.Td>
      <Table.Td ta="end">
        {mayRestore ? (
          <Button
            size="compact-xs"
            variant="default"
            loading={restore.isPending}
            onClick={() => restore.mutate({ params: { module, field: field.key } })}
          >
            {t('restore')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
