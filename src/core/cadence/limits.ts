// How many cadences a module may have, and how large they may be (C-60): by the organisation's edition, or its own.

export const editions = ['standard', 'professional', 'enterprise', 'ultimate'] as const;
export type Edition = (typeof editions)[number];

/** Cadences per module, follow-ups of all channels per cadence. */
export type CadenceLimits = {
  readonly activeCadences: number;
  readonly cadences: number;
  readonly followUps: number;
};

export const limitsByEdition: Readonly<Record<Edition, CadenceLimits>> = {
  standard: { activeCadences: 10, cadences: 20, followUps: 18 },
  professional: { activeCadences: 20, cadences: 40, followUps: 40 },
  enterprise: { activeCadences: 30, cadences: 60, followUps: 70 },
  ultimate: { activeCadences: 50, cadences: 70, followUps: 90 },
};
