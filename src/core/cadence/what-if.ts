// What would happen if something happened now (C-91): the engine is asked, and nothing of what it decides is kept.
import { type Decision, decide, type Situation } from '#core/cadence/decide.ts';
import type { Input } from '#core/cadence/input.ts';
import { defaultCallResults, isMessageResponse, type MessageResponse, responsesOf } from '#core/cadence/response.ts';
import type { FieldValues } from '#core/records/field.ts';

export type Supposed =
  /** The person answers the message of a follow-up; `link`: by a click on it. */
  | { readonly kind: 'response'; readonly followUp: string; readonly response: string; readonly link: string | null }
  /** Somebody sets the status of its task or call; `result` of a call. */
  | { readonly kind: 'status'; readonly followUp: string; readonly status: string; readonly result: string | null }
  | { readonly kind: 'fields'; readonly values: FieldValues };

export const notSupposable = [
  'what_if_follow_up_unknown',
  'what_if_not_carried_out',
  'what_if_response_unknown',
] as const;
export type NotSupposable = { readonly refusal: (typeof notSupposable)[number] };

export type Asking = Pick<Situation, 'outline' | 'enrollment' | 'world'>;

export function whatIf({ outline, enrollment, world }: Asking, supposed: Supposed): Decision | NotSupposable {
  const at = { at: world.now, actor: null };
  if (supposed.kind === 'fields') {
    const record = world.record === null ? null : { ...world.record, ...supposed.values };
    const inputs: Input[] = [{ kind: 'look_again', ...at }];
    return decide({ outline, published: null, enrollment, inputs, world: { ...world, record } });
  }
  const refusal = whyNotSupposed({ outline, enrollment }, supposed);
  if (refusal !== null) return { refusal };
  const followUp = outline.nodes.find(({ followUp: { id } }) => id === supposed.followUp)?.followUp.number ?? 0;
  const input: Input =
    supposed.kind === 'status'
      ? { kind: 'status', followUp, status: supposed.status, result: supposed.result, ...at }
      : { kind: 'response', followUp, response: supposed.response as MessageResponse, link: supposed.link, ...at };
  return decide({ outline, published: null, enrollment, inputs: [input], world });
}

function whyNotSupposed(
  { outline, enrollment }: Pick<Asking, 'outline' | 'enrollment'>,
  supposed: Exclude<Supposed, { kind: 'fields' }>,
): NotSupposable['refusal'] | null {
  const node = outline.nodes.find(({ followUp: { id } }) => id === supposed.followUp);
  if (node === undefined) return 'what_if_follow_up_unknown';
  const { number, settings } = node.followUp;
  const said = supposed.kind === 'response' ? supposed.response : supposed.status;
  const isMessage = isMessageResponse(said) && supposed.kind === 'response';
  const isKnown = responsesOf(settings.channel).some((response) => response === said);
  if (!isKnown || isMessage !== (supposed.kind === 'response')) return 'what_if_response_unknown';
  if (supposed.kind === 'status' && supposed.result !== null && !isResult(supposed.result))
    return 'what_if_response_unknown';
  return (enrollment.followUps.get(number)?.executedAt ?? null) === null ? 'what_if_not_carried_out' : null;
}

function isResult(result: string): boolean {
  return defaultCallResults.some((known) => known === result);
}
