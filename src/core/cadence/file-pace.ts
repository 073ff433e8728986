// How a cadence keeps to hours and catches up, as people write it: businessHours: ignored; catchUp: re_space.
import type { CadenceDefinition } from '#core/cadence/definition.ts';
import { durationFromFile, durationToFile, type FileDuration } from '#core/cadence/file-duration.ts';

export type FilePace = {
  businessHours?: 'respected' | 'ignored' | undefined;
  catchUp?: 'one_at_a_time' | 're_space' | { skipLaterThan: FileDuration } | undefined;
};

type Pace = Pick<CadenceDefinition, 'businessHours' | 'catchUp'>;

/** What is the default is not kept. */
export function paceFromFile({ businessHours, catchUp }: FilePace): Pace {
  return {
    ...(businessHours === 'ignored' ? { businessHours } : {}),
    ...(catchUp === 're_space' ? { catchUp: { kind: catchUp } } : {}),
    ...(typeof catchUp === 'object'
      ? { catchUp: { kind: 'skip', lateBy: durationFromFile(catchUp.skipLaterThan) } }
      : {}),
  };
}

export function paceToFile({ businessHours, catchUp }: Pace): FilePace {
  return {
    ...(businessHours === undefined ? {} : { businessHours }),
    ...(catchUp === undefined
      ? {}
      : { catchUp: catchUp.kind === 're_space' ? catchUp.kind : { skipLaterThan: durationToFile(catchUp.lateBy) } }),
  };
}
