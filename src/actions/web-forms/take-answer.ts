// An answer of a web form becomes a lead: with the rights of whoever made the form, and the history says which form it came
// from. It is in a cadence only if one's audience takes it in (T25).
import { createIn } from '#actions/records/create-record.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import type { Actor } from '#core/records/actor.ts';
import type { Instant } from '#core/time/instant.ts';
import { FORM_MODULE } from '#core/web-forms/web-form.ts';
import { actingFor, type Database, type Tx } from '#storage/db.ts';
import type { Organization } from '#storage/organizations/organizations.ts';
import { loadCatalogue } from '#storage/records/catalogue.ts';
import type { Entered } from '#storage/web-forms/answers.ts';
import type { WebForm } from '#storage/web-forms/web-forms.ts';

const SOURCE_FIELD = 'lead_source';
const SOURCE = 'Website';

export type Taking = {
  readonly database: Database;
  readonly organization: Organization;
  readonly form: WebForm;
  readonly entered: Entered;
  /** Who decided on it; null: nobody had to. */
  readonly decidedBy: Actor | null;
  readonly now: Instant;
};

export type Taken =
  | { readonly kind: 'taken' /** Public id. */; readonly lead: string }
  | { readonly kind: 'not_taken'; readonly problems: readonly FieldProblem[] };

export async function takeAnswer(tx: Tx, taking: Taking): Promise<Taken> {
  const { database, organization, form, entered, decidedBy, now } = taking;
  const { createdBy, owner, publicId } = form;
  const acting = { database, organization, actor: { id: createdBy.id, publicId: createdBy.publicId }, now };
  const by = { actor: decidedBy, at: now, cause: { kind: 'web_form', id: publicId } } as const;
  const theirs = actingFor(tx, createdBy.id);
  const values = { owner: owner.publicId, ...(await sourceOf(theirs)), ...entered };
  const created = await createIn(theirs, acting, { module: FORM_MODULE, values, by });
  if (created.kind === 'created') return { kind: 'taken', lead: created.record.publicId };
  return { kind: 'not_taken', problems: created.reason === 'invalid_input' ? created.problems : [] };
}

/** Where leads come from, if the organisation still has that choice. */
async function sourceOf(tx: Tx): Promise<Entered> {
  const fields = (await loadCatalogue(tx, FORM_MODULE))?.module.fields ?? [];
  const isThere = fields.some(
    ({ key, options, readOnly }) => key === SOURCE_FIELD && !readOnly && options.includes(SOURCE),
  );
  return isThere ? { [SOURCE_FIELD]: SOURCE } : {};
}
