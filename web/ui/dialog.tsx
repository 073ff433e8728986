// A question or a form above the page. The focus goes back to where it was, also when a dialog is taken away at once.
import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { generalWords } from '#web/i18n/general-words.ts';
import { useWords } from '#web/i18n/words.ts';

type DialogProps = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Left out: as long as it is in the page. */
  readonly isOpen?: boolean;
  readonly size?: 'md' | 'lg' | 'xl';
  /** It holds what would be lost with a click beside it. */
  readonly isKept?: boolean;
};

export function Dialog({ title, onClose, children, isOpen = true, size = 'md', isKept = false }: DialogProps) {
  const { t } = useWords(generalWords);
  useFocusBack(isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      returnFocus={false}
      closeOnClickOutside={!isKept}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...(size === 'xl' ? { yOffset: '6vh' } : {})}
    >
      {children}
    </Modal>
  );
}

/** Mantine's own way misses dialogs that are open from the start. */
function useFocusBack(isOpen: boolean): void {
  useEffect(() => {
    const before = document.activeElement;
    if (!isOpen || !(before instanceof HTMLElement)) return;
    return () => before.focus({ preventScroll: true });
  }, [isOpen]);
}

type DialogButtonsProps = {
  readonly onCancel: () => void;
  /** Instead of "Cancel". */
  readonly cancel?: ReactNode;
  /** What it is for. */
  readonly children: ReactNode;
};

/** At its end. */
export function DialogButtons({ onCancel, cancel, children }: DialogButtonsProps) {
  const { t } = useWords(generalWords);
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {cancel ?? t('cancel')}
      </Button>
      {children}
    </Group>
  );
}
