import { ColumnButton } from '#web/ui/column-button.tsx';
import type { ColumnsToChoose } from '#web/ui/kept-columns.ts';
import { lazily, OnDemand } from '#web/ui/on-demand.tsx';

const ColumnChoice = lazily(async () => (await import('#web/ui/column-choice.tsx')).ColumnChoice);

/** The button of a table that opens the list of its columns. */
export function ChooseColumns(choice: ColumnsToChoose) {
  return (
    <OnDemand opens="dialog" button={(open) => <ColumnButton {...open} />}>
      <ColumnChoice {...choice} />
    </OnDemand>
  );
}
