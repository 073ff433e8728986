// Files on their way to a record. One that can't go stays in sight with the reason until somebody has read it.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FILE_MEGABYTES_MAX } from '#core/records/file-name.ts';
import { call } from '#web/api/call.ts';
import { ApiProblem } from '#contract/client/problem.ts';
import { attachmentWords } from '#web/features/records/attachments/attachment-words.ts';
import { useFormat } from '#web/i18n/format.ts';
import { useWords } from '#web/i18n/words.ts';

export type Place = { readonly module: string; readonly id: string };

export type Upload = { readonly key: string; readonly file: File } & (
  | { readonly state: 'sending' }
  | { readonly state: 'refused'; readonly says: string; readonly canBeTriedAgain: boolean }
);

export type Uploads = {
  readonly items: readonly Upload[];
  add(files: readonly File[]): void;
  again(upload: Upload): void;
  dismiss(upload: Upload): void;
};

let made = 0;
const BYTES_MAX = FILE_MEGABYTES_MAX * 1024 * 1024;

export function useUploads(place: Place): Uploads {
  const { t } = useWords(attachmentWords);
  const format = useFormat();
  const queries = useQueryClient();
  const [items, setItems] = useState<readonly Upload[]>([]);
  const forget = ({ key }: Pick<Upload, 'key'>) => setItems((before) => before.filter((item) => item.key !== key));
  const put = (upload: Upload) => setItems((before) => [...before.filter(({ key }) => key !== upload.key), upload]);
  const send = async (key: string, file: File) => {
    const { name, size } = file;
    if (size > BYTES_MAX) {
      const says = t('tooLarge', { name, size: format.bytes(size), max: FILE_MEGABYTES_MAX });
      return put({ key, file, state: 'refused', says, canBeTriedAgain: false });
    }
    put({ key, file, state: 'sending' });
    try {
      await call('createAttachment', { params: place, query: { name }, body: file });
      forget({ key });
    } catch (error) {
      const reason = error instanceof ApiProblem ? error.message : String(error);
      put({ key, file, state: 'refused', says: t('notSent', { name, reason }), canBeTriedAgain: true });
    }
    for (const read of ['listAttachments', 'getTimeline']) void queries.invalidateQueries({ queryKey: [read] });
  };
  return {
    items,
    add: (files) => {
      for (const file of files) void send(`upload-${(made += 1)}`, file);
    },
    again: ({ key, file }) => void send(key, file),
    dismiss: forget,
  };
}
