// What is wrong with the draft, by core's own check, at every edit and without a request.
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { sayProblem } from '#contract/problem-words.ts';
import { checkCadence } from '#core/cadence/check.ts';
import { type CadenceFile, definitionFromFile, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem, CheckContext, TemplateFacts } from '#core/cadence/problem.ts';
import { type Channel, channels, defaultCallResults } from '#core/cadence/response.ts';
import { fold } from '#core/records/fold.ts';
import { type Item, reading, useRead } from '#web/api/hooks.ts';
import type { Answer } from '#web/api/call.ts';
import { allFollowUps } from '#web/features/cadences/builder/draft.ts';
import { problemTexts } from '#web/features/cadences/builder/problem-texts.ts';
import { useCadenceRoom } from '#web/features/cadences/limits.ts';
import { useReplies } from '#web/features/cadences/builder/use-replies.ts';
import { useWhatsapp } from '#web/features/cadences/builder/use-whatsapp.ts';
import { titleOf } from '#web/features/cadences/follow-up-title.ts';
import { type ResponseWords, useResponseWords } from '#web/features/cadences/response-words.ts';
import { type PlainKey, useWords } from '#web/i18n/words.ts';
import { useMe } from '#web/session/me.ts';
import { useNow } from '#web/ui/when.tsx';

/** With a sentence for the reader. */
export type ToldProblem = CadenceProblem & { readonly message: string };

/** Null until all that the draft refers to is known. */
export function useProblems(file: CadenceFile, module: Answer<'getModule'>): readonly ToldProblem[] | null {
  const context = useCheckContext(file, module);
  const { t, language } = useWords(problemTexts);
  const responses = useResponseWords();
  return useMemo(() => {
    if (context === null) return null;
    return checkCadence(definitionFromFile(file, NO_NUMBERS), context).map((problem) => {
      const unchosen = unchosenOf(problem);
      const message = unchosen === null ? sayProblem(readable(problem, file, responses), language) : t(unchosen);
      return { ...problem, message };
    });
  }, [context, file, language, responses, t]);
}

function useCheckContext(file: CadenceFile, module: Answer<'getModule'>): CheckContext | null {
  const { organization } = useMe();
  const users = useRead('listUsers').data;
  const views = useRead('listViews', { query: { module: file.module } }).data;
  const templates = useTemplateFacts(file);
  const { followUpsMax } = useCadenceRoom(file.module);
  const replies = useReplies();
  const whatsapp = useWhatsapp(file, module);
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  return useMemo(() => {
    if (users === undefined || views === undefined || templates === null) return null;
    if (followUpsMax === null || replies === null || whatsapp === null) return null;
    const wanted = file.audience === 'manual' ? null : file.audience.view;
    const members = users.items.filter(({ active }) => active).map(({ email }) => fold(email));
    return {
      module: whatsapp.module,
      view: viewNamed(views.items, wanted),
      templates,
      whatsapp: whatsapp.whatsapp,
      members: new Set(members),
      followUpsMax,
      callResults: defaultCallResults,
      replies,
      now: minute,
      zone: organization.timeZone,
    };
  }, [users, views, templates, followUpsMax, replies, whatsapp, file.audience, organization.timeZone, minute]);
}

const MINUTE_MS = 60_000;

function viewNamed(views: readonly Item<'listViews'>[], wanted: string | null): CheckContext['view'] {
  const found = views.find(({ name }) => name === wanted);
  return found === undefined ? null : { module: found.module, barred: found.whyNoAudience };
}

/** Of the templates that the draft sends; null until they are known. */
function useTemplateFacts(file: CadenceFile): ReadonlyMap<string, TemplateFacts> | null {
  const all = useRead('listTemplates').data;
  const existing = new Set(all?.items.map(({ name }) => name));
  const used = new Set(allFollowUps(file).map(({ email }) => email?.template ?? ''));
  const names = [...used].filter((name) => existing.has(name)).toSorted();
  const read = useQueries({
    queries: names.map((name) => reading('getTemplate', { params: { name } })),
    combine: (answers) => answers.map(({ data }) => data ?? null),
  });
  const known = read.flatMap((template) => (template === null ? [] : [template]));
  const isKnown = all !== undefined && known.length === names.length;
  const key = JSON.stringify(known.map(({ name, fields }) => [name, fields]));
  return useMemo(() => {
    if (!isKnown) return null;
    const facts = JSON.parse(key) as [string, string[]][]; // as it was written above
    return new Map(facts.map(([name, fields]) => [name, { kind: 'fine' as const, fields }]));
  }, [isKnown, key]);
}

/** Where the problem is only that nothing was chosen yet. */
function unchosenOf({ code, params }: CadenceProblem): PlainKey<typeof problemTexts.en> | null {
  if (code === 'template_unknown') return params['template'] === '' ? code : null;
  if (code === 'whatsapp_template_unknown') return params['template'] === '' ? code : null;
  if (code === 'trigger_link_invalid') return params['link'] === '' ? code : null;
  return code === 'view_unknown' && params['view'] === '' ? code : null;
}

/** What the sentence names, as the page calls it. */
function readable(problem: CadenceProblem, file: CadenceFile, words: ResponseWords): CadenceProblem {
  const params = { ...problem.params };
  for (const key of ['parent', 'followUp'] as const) {
    const id = params[key];
    if (typeof id === 'string') params[key] = titleOf(file, id);
  }
  const { channel } = params;
  if (isChannel(channel)) params['channel'] = words.channel(channel);
  for (const key of ['trigger', 'response', 'result'] as const) {
    const value = params[key];
    if (typeof value === 'string') params[key] = words.result(value);
  }
  return { ...problem, params };
}

function isChannel(value: unknown): value is Channel {
  return channels.some((channel) => channel === value);
}

/** At a place ('followUps/welcome/delay') or inside it. */
export function problemsAt(problems: readonly ToldProblem[], path: string): readonly ToldProblem[] {
  return problems.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
}
