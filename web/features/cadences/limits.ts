// How many cadences and follow-ups there may be (C-60), told before somebody runs into it.
import { useRead } from '#web/api/hooks.ts';
import { defineWords, useWords } from '#web/i18n/words.ts';

const limitWords = defineWords('cadence-limits', {
  en: {
    noneMore:
      'There are {{count}} cadences in this module, and your edition allows {{limit}}. Change one that nobody needs any more instead.',
    noActiveMore:
      '{{count}} cadences of this module are active, and your edition allows {{limit}}. Disable one of them first.',
  },
  zh: {
    noneMore: '该模块已有 {{count}} 个销售节奏，当前产品版本最多允许 {{limit}} 个。请改用一个不再需要的。',
    noActiveMore: '该模块已启用 {{count}} 个销售节奏，当前产品版本最多允许 {{limit}} 个。请先停用其中一个。',
  },
});

export type CadenceRoom = {
  /** Why no cadence can be added; null: there is room, or nobody knows yet. */
  readonly whyNoneMore: string | null;
  /** Why none more can become active. */
  readonly whyNoActiveMore: string | null;
  /** That a cadence may have; null until it is known. */
  readonly followUpsMax: number | null;
};

export function useCadenceRoom(module: string): CadenceRoom {
  const { t } = useWords(limitWords);
  const state = useRead('getCadenceLimits').data;
  if (state === undefined) return { whyNoneMore: null, whyNoActiveMore: null, followUpsMax: null };
  const { limits, modules } = state;
  const { cadences = 0, activeCadences = 0 } = modules.find((one) => one.module === module) ?? {};
  const isFull = cadences >= limits.cadences;
  const isFullOfActive = activeCadences >= limits.activeCadences;
  return {
    whyNoneMore: isFull ? t('noneMore', { count: cadences, limit: limits.cadences }) : null,
    whyNoActiveMore: isFullOfActive ? t('noActiveMore', { count: activeCadences, limit: limits.activeCadences }) : null,
    followUpsMax: limits.followUps,
  };
}
