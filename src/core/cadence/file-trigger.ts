// What starts a follow-up, and what ends its repetitions, as people write it in a cadence file: clicked,
// { not: opened, within: { days: 3 } }, { not: opened, until: { days: 1, before: appointment } }.
import { isFieldTime, type RepeatEnd, type Trigger } from '#core/cadence/definition.ts';
import { durationFromFile, durationToFile, type FileDuration } from '#core/cadence/file-duration.ts';
import { type FileFieldTime, fieldTimeFromFile, fieldTimeToFile } from '#core/cadence/file-field-time.ts';
import type { Absence, Response } from '#core/cadence/response.ts';

export type FileAbsence =
  | { readonly not: Absence; readonly within: FileDuration; readonly until?: undefined }
  | { readonly not: Absence; readonly until: FileFieldTime; readonly within?: undefined };
export type FileRepeatEnd = Response | { readonly link: string } | { readonly result: string };
export type FileTrigger = FileRepeatEnd | FileAbsence;

export function triggerFromFile(trigger: FileTrigger): Trigger {
  if (typeof trigger === 'string' || !('not' in trigger)) return repeatEndFromFile(trigger);
  const { not: response, within, until } = trigger;
  return {
    kind: 'absence',
    response,
    within: until === undefined ? durationFromFile(within) : fieldTimeFromFile(until),
  };
}

export function triggerToFile(trigger: Trigger): FileTrigger {
  if (trigger.kind !== 'absence') return repeatEndToFile(trigger);
  const { response: not, within } = trigger;
  return isFieldTime(within) ? { not, until: fieldTimeToFile(within) } : { not, within: durationToFile(within) };
}

export function repeatEndFromFile(end: FileRepeatEnd): RepeatEnd {
  if (typeof end === 'string') return { kind: 'response', response: end };
  return 'link' in end ? { kind: 'link', url: end.link } : { kind: 'result', result: end.result };
}

export function repeatEndToFile(end: RepeatEnd): FileRepeatEnd {
  if (end.kind === 'response') return end.response;
  return end.kind === 'link' ? { link: end.url } : { result: end.result };
}
