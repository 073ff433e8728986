// A pace of sending that holds nothing back, for simulations that are about something else.
import { noBudget } from '#core/cadence/contact-budget.ts';
import type { PaceSettings } from '#core/cadence/simulate-pace.ts';
import { noLimits } from '#core/message/sender-limits.ts';

export const unhurried: Omit<PaceSettings, 'zone'> = {
  hours: null,
  budget: noBudget,
  limitsOf: () => noLimits,
  uses: new Map(),
  touches: [],
  replies: [],
};
