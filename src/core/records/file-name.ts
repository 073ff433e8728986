// What a file that is attached to a record may be. Its name is as people see it, made of what a browser or program sends:
// without folders, and without signs that hide how it ends. It names nothing on our side (T24).
import { isName } from '#core/records/check-name.ts';

/** Of what is attached to a record. */
export const FILE_MEGABYTES_MAX = 25;
const LENGTH_MAX = 255;
/** They turn the direction of writing: "gpj.exe" could read as "exe.jpg". */
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Null: nothing is left of it, or it isn't text. */
export function fileName(given: string): string | null {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = last.replace(DIRECTION, '').trim();
  return isName(name, LENGTH_MAX) && !/^\.+$/.test(name) ? name : null;
}
