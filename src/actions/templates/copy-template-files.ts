// A template that was made from another one sends what that one sends: its files are copied, all of them or none.
import type { Filing } from '#actions/attachments/read-attachments.ts';
import {
  type AddedFile,
  addTemplateFile,
  openTemplateFile,
  removeTemplateFile,
} from '#actions/templates/template-files.ts';
import { listTemplateFiles, type TemplateFile } from '#storage/templates/template-files.ts';
import { findTemplate } from '#storage/templates/templates.ts';

export type Copying = { readonly from: string; readonly to: string };

export type CopiedFiles =
  | { readonly kind: 'copied'; readonly files: readonly TemplateFile[] }
  | Extract<AddedFile, { kind: 'refused' }>
  | { readonly kind: 'refused'; readonly reason: 'file_gone' };

export async function copyTemplateFiles(filing: Filing, { from, to }: Copying): Promise<CopiedFiles> {
  const wanted = await filesOf(filing, from);
  if (wanted === null || (await filesOf(filing, to)) === null) return { kind: 'refused', reason: 'not_found' };
  const copied: TemplateFile[] = [];
  for (const file of wanted) {
    const opened = await openTemplateFile(filing, { template: from, file: file.publicId });
    const added =
      opened.kind === 'opened'
        ? await addTemplateFile(filing, { template: to, name: file.name, bytes: opened.content })
        : opened;
    if (added.kind === 'refused') {
      for (const { publicId } of copied) await removeTemplateFile(filing, { template: to, file: publicId });
      return added;
    }
    copied.push(added.file);
  }
  return { kind: 'copied', files: copied };
}

async function filesOf({ database, organization }: Filing, template: string): Promise<TemplateFile[] | null> {
  return database.organization(organization.seat, async (tx) => {
    const found = await findTemplate(tx, template);
    return found === null ? null : listTemplateFiles(tx, found.id);
  });
}
