import { ActionIcon, Button, Checkbox, Group, Popover } from '@mantine/core';
import { ArrowLeftIcon, ArrowRightIcon } from '@heroicons/react/16/solid';
import type { ComponentType, SVGProps } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { ColumnButton } from '#web/ui/column-button.tsx';
import classes from '#web/ui/column-choice.module.css';
import type { ColumnsToChoose, ColumnToChoose } from '#web/ui/kept-columns.ts';
import { useOpening } from '#web/ui/on-demand.tsx';

/** Takes the place of its button when that is clicked. */
export function ColumnChoice({ columns, reset }: ColumnsToChoose) {
  const { t } = useWords(generalWords);
  const { opened, onChange } = useOpening();
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ColumnButton autoFocus onClick={() => onChange(!opened)} />
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('columns')}>
        <ul className={classes['columns']}>
          {columns.map(({ key, ...column }) => (
            <ColumnLine key={key} {...column} />
          ))}
        </ul>
        <Button variant="subtle" color="gray" fullWidth onClick={reset}>
          {t('resetColumns')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnLine({ header, isShown, toggle, moveLeft, moveRight }: Omit<ColumnToChoose, 'key'>) {
  const { t } = useWords(generalWords);
  return (
    <li>
      <Checkbox size="xs" label={header} checked={isShown} onChange={toggle} />
      {isShown ? (
        <Group gap={0} wrap="nowrap">
          <MoveButton label={t('moveLeft', { column: header })} icon={ArrowLeftIcon} move={moveLeft} />
          <MoveButton label={t('moveRight', { column: header })} icon={ArrowRightIcon} move={moveRight} />
        </Group>
      ) : null}
    </li>
  );
}

type MoveButtonProps = {
  readonly label: string;
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  readonly move: (() => void) | null;
};

/** At the end it keeps the focus. */
function MoveButton({ label, icon: Icon, move }: MoveButtonProps) {
  return (
    <ActionIcon
      size="sm"
      aria-label={label}
      title={label}
      {...(move === null ? { 'aria-disabled': true } : { onClick: move })}
    >
      <Icon width={14} aria-hidden />
    </ActionIcon>
  );
}
