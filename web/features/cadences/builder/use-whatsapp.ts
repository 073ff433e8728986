// What WhatsApp follow-ups are checked against: whether WhatsApp is on, its templates, and records that are looked up.
import { useMemo } from 'react';
import type { CheckContext } from '#core/cadence/problem.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { templateKey } from '#core/message/whatsapp.ts';
import type { Module } from '#core/records/field.ts';
import { useRead } from '#web/api/hooks.ts';
import { useAskedModule } from '#web/criteria/asked-module.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';

type Facts = { readonly whatsapp: CheckContext['whatsapp']; readonly module: Module };

/** Null until it is known. */
export function useWhatsapp(file: CadenceFile, module: Module): Facts | null {
  const known = useRead('listWhatsappTemplates').data;
  const looksUp = allFollowUps(file).some(({ whatsapp }) => whatsapp?.to.includes('.') === true);
  const asked = useAskedModule(looksUp ? module : undefined);
  return useMemo(() => {
    if (known === undefined || (looksUp && asked === null)) return null;
    const templates = new Map(known.items.map((template) => [templateKey(template), template]));
    return { whatsapp: { isOn: known.isOn, templates }, module: asked ?? module };
  }, [known, looksUp, asked, module]);
}
