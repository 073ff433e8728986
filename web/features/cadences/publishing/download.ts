// A cadence as a file for people to keep and send on (C-13): YAML, as the command line writes it.
import { call } from '#web/api/call.ts';
import { isProblem } from '#contract/client/problem.ts';
import { offerFile } from '#web/ui/offer-file.ts';
import { toastProblem } from '#web/ui/toast.tsx';

export async function downloadCadence(id: string, name: string): Promise<void> {
  try {
    const [file, { stringify }] = await Promise.all([call('exportCadence', { params: { id } }), import('yaml')]);
    offerFile(new Blob([stringify(file)], { type: 'application/yaml' }), `${fileName(name)}.yaml`);
  } catch (error) {
    if (!isProblem(error)) throw error;
    toastProblem(error);
  }
}

function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'cadence';
}
