// Whether a follow-up that is due happens, and how often, as people write it in a cadence file:
// onlyIf: { record: { … }, waitFor: { days: 30 } }, repeat: { every: { weeks: 1 }, times: 4, until: [replied] }.
import type { FollowUp, RecordCondition, Repeat } from '#core/cadence/definition.ts';
import { durationFromFile, durationToFile, type FileDuration } from '#core/cadence/file-duration.ts';
import { type FileRepeatEnd, repeatEndFromFile, repeatEndToFile } from '#core/cadence/file-trigger.ts';
import type { Criteria } from '#core/criteria/criteria.ts';

export type FileCondition = { readonly record: Criteria; readonly waitFor?: FileDuration | undefined };
export type FileRepeat = {
  readonly every: FileDuration;
  readonly times: number;
  readonly until?: readonly FileRepeatEnd[] | undefined;
};

export type FileTiming = { onlyIf?: FileCondition | undefined; repeat?: FileRepeat | undefined };

export function timingFromFile({ onlyIf, repeat }: FileTiming): Pick<FollowUp, 'condition' | 'repeat'> {
  return {
    ...(onlyIf === undefined ? {} : { condition: conditionFromFile(onlyIf) }),
    ...(repeat === undefined ? {} : { repeat: repeatFromFile(repeat) }),
  };
}

export function timingToFile({ condition, repeat }: Pick<FollowUp, 'condition' | 'repeat'>): FileTiming {
  return {
    ...(condition === undefined ? {} : { onlyIf: conditionToFile(condition) }),
    ...(repeat === undefined ? {} : { repeat: repeatToFile(repeat) }),
  };
}

function conditionFromFile({ record, waitFor }: FileCondition): RecordCondition {
  return { criteria: record, waitFor: waitFor === undefined ? null : durationFromFile(waitFor) };
}

function conditionToFile({ criteria, waitFor }: RecordCondition): FileCondition {
  return { record: criteria, ...(waitFor === null ? {} : { waitFor: durationToFile(waitFor) }) };
}

function repeatFromFile({ every, times, until = [] }: FileRepeat): Repeat {
  return { every: durationFromFile(every), times, until: until.map(repeatEndFromFile) };
}

function repeatToFile({ every, times, until }: Repeat): FileRepeat {
  const ends = until.length === 0 ? {} : { until: until.map(repeatEndToFile) };
  return { every: durationToFile(every), times, ...ends };
}
