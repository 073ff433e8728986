// Cadences for tests in few words: what a story is not about is left out.
import type { CadenceFile, FileFollowUp } from '#core/cadence/file.ts';
import type { Channel } from '#core/cadence/response.ts';

type Rest = Omit<FileFollowUp, 'id' | Channel>;

export function cadence(followUps: readonly FileFollowUp[], more: Partial<CadenceFile> = {}): CadenceFile {
  return { name: 'Feature adoption', module: 'leads', audience: 'manual', followUps, ...more };
}
export function email(id: string, rest: Rest = {}): FileFollowUp {
  return { id, email: { to: 'email', template: id }, ...rest };
}
export function whatsapp(id: string, rest: Rest = {}): FileFollowUp {
  return { id, whatsapp: { name: id, to: 'mobile', template: 'hello', language: 'en' }, ...rest };
}
export function task(id: string, rest: Rest = {}, settings: Partial<FileFollowUp['task']> = {}): FileFollowUp {
  return { id, task: { subject: `Task ${id}`, ...settings }, ...rest };
}
export function call(id: string, rest: Rest = {}, settings: Partial<FileFollowUp['call']> = {}): FileFollowUp {
  return { id, call: { subject: `Call ${id}`, startsAfter: { hours: 1 }, ...settings }, ...rest };
}
