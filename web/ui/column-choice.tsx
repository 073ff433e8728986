import { Menu } from '@mantine/core';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';
import { ColumnButton } from '#web/ui/column-button.tsx';

type ColumnChoiceProps = {
  readonly choices: readonly {
    readonly key: string;
    readonly header: string;
    readonly isShown: boolean;
    readonly toggle: () => void;
  }[];
  readonly onReset: () => void;
};

/** Open at first: it takes the place of its button when that is clicked. */
export function ColumnChoice({ choices, onReset }: ColumnChoiceProps) {
  const { t } = useWords(generalWords);
  return (
    <Menu defaultOpened closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <ColumnButton />
      </Menu.Target>
      <Menu.Dropdown mah="24rem" style={{ overflowY: 'auto' }}>
        {choices.map(({ key, header, isShown, toggle }) => (
          <Menu.CheckboxItem key={key} value={key} checked={isShown} onChange={toggle}>
            {header}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onReset}>{t('resetColumns')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
