// Files that are dropped anywhere on the page. Without this the browser would leave the page to show the file.
import { useWindowEvent } from '@mantine/hooks';
import { useState } from 'react';

/** Answers whether files are held above the page now. */
export function useDroppedFiles(onDropped: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  useWindowEvent('dragover', (event) => {
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  });
  useWindowEvent('dragleave', (event) => {
    if (event.relatedTarget === null) setOver(false);
  });
  useWindowEvent('drop', (event) => {
    setOver(false);
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    onDropped([...(event.dataTransfer?.files ?? [])]);
  });
  return isOver;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
