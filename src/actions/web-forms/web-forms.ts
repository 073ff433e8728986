// Forms on websites, made and changed by administrators (T25). A form asks for what whoever saved it last may fill in.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { openModule } from '#actions/access/open-module.ts';
import type { Acting } from '#actions/records/acting.ts';
import type { Refusal } from '#contract/errors.ts';
import type { AuditedAction } from '#core/accounts/audited.ts';
import { FORM_MODULE, type FormFault, type FormSettings, whyNotAsk } from '#core/web-forms/web-form.ts';
import { writeAudit } from '#storage/audit/write-audit.ts';
import type { Tx } from '#storage/db.ts';
import { listMembers } from '#storage/organizations/members.ts';
import * as stored from '#storage/web-forms/web-forms.ts';

export type WebForm = stored.WebForm & stored.WebFormTally;
/** `owner`: public id. */
export type FormWish = FormSettings & { readonly owner: string };

export type WishRefusal = Refusal<
  | 'web_form_field_not_askable'
  | 'web_form_field_missing'
  | 'web_form_address_missing'
  | 'web_form_site_not_valid'
  | 'web_form_return_not_valid'
  | 'web_form_owner_unknown'
>;
type NotFound = Refusal<'not_found'>;
export type Saved = { readonly kind: 'saved'; readonly form: WebForm };

const FORMS_MAX = 50;
/** 128 bits: nobody guesses it. */
const KEY_BYTES = 16;

export async function listWebForms({ database, organization }: Pick<Acting, 'database' | 'organization'>) {
  return database.organization(organization.seat, stored.listWebForms);
}

export async function createWebForm(
  acting: Acting,
  wish: FormWish,
): Promise<Saved | WishRefusal | Refusal<'too_many_web_forms'>> {
  const { database, organization, actor, now } = acting;
  return database.organization(organization.seat, async (tx) => {
    if ((await stored.countWebForms(tx)) >= FORMS_MAX) {
      return { kind: 'refused', reason: 'too_many_web_forms', params: { max: FORMS_MAX } };
    }
    const ready = await readyToSave(tx, wish);
    if (ready.kind === 'refused') return ready;
    const publicId = uuidv7();
    await stored.insertWebForm(tx, { ...ready.form, publicId, key: newKey(), createdBy: actor.id, now });
    return noted(tx, acting, { action: 'web_form_created', publicId });
  });
}

export async function changeWebForm(
  acting: Acting,
  { id, ...wish }: FormWish & { readonly id: string },
): Promise<Saved | WishRefusal | NotFound> {
  return withWebForm(acting, id, async (tx, before) => {
    const ready = await readyToSave(tx, wish);
    if (ready.kind === 'refused') return ready;
    await stored.saveWebForm(tx, { ...ready.form, id: before.id, createdBy: acting.actor.id });
    return noted(tx, acting, { action: 'web_form_changed', publicId: id });
  });
}

export async function deleteWebForm(acting: Acting, id: string): Promise<null | NotFound> {
  return withWebForm(acting, id, async (tx, form) => {
    await stored.deleteWebForm(tx, form.id);
    await note(tx, acting, { action: 'web_form_deleted', form });
    return null;
  });
}

/** For one that is flooded: its address leads nowhere any more. */
export async function renewAddress(acting: Acting, id: string): Promise<Saved | NotFound> {
  return withWebForm(acting, id, async (tx, form) => {
    await stored.replaceKey(tx, form.id, newKey());
    return noted(tx, acting, { action: 'web_form_address_renewed', publicId: id });
  });
}

/** In a transaction that has it. */
export async function withWebForm<T>(
  { database, organization }: Pick<Acting, 'database' | 'organization'>,
  publicId: string,
  work: (tx: Tx, form: stored.WebForm) => Promise<T>,
): Promise<T | NotFound> {
  return database.organization(organization.seat, async (tx): Promise<T | NotFound> => {
    const form = await stored.findWebForm(tx, publicId);
    return form === null ? { kind: 'refused', reason: 'not_found' } : work(tx, form);
  });
}

type Ready = { readonly kind: 'ready'; readonly form: stored.SavedForm };

async function readyToSave(tx: Tx, { owner: wanted, ...wish }: FormWish): Promise<Ready | WishRefusal> {
  const opened = await openModule(tx, FORM_MODULE, 'create');
  const fault = whyNotAsk(wish, opened.kind === 'open' ? opened.catalogue.module.fields : []);
  if (fault !== null) return refusalOf(fault);
  const owner = (await listMembers(tx)).find(({ publicId, active }) => active && publicId === wanted);
  if (owner === undefined) return { kind: 'refused', reason: 'web_form_owner_unknown' };
  const bad = wish.sites.find((site) => webAddress(site) === null);
  if (bad !== undefined) return { kind: 'refused', reason: 'web_form_site_not_valid', params: { site: bad } };
  const sites = [...new Set(wish.sites.flatMap((site) => webAddress(site)?.origin ?? []))];
  const returnTo = wish.returnUrl === null ? null : webAddress(wish.returnUrl);
  if (wish.returnUrl !== null && returnTo === null) return { kind: 'refused', reason: 'web_form_return_not_valid' };
  return { kind: 'ready', form: { ...wish, sites, returnUrl: returnTo?.href ?? null, owner: owner.id } };
}

/** Absolute, http or https, with no user in it; null: it is none. */
function webAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.username === '' && url.password === '' ? url : null;
}

function refusalOf(fault: FormFault): WishRefusal {
  if (fault.kind === 'address_missing') return { kind: 'refused', reason: 'web_form_address_missing' };
  const reason = fault.kind === 'missing' ? 'web_form_field_missing' : 'web_form_field_not_askable';
  return { kind: 'refused', reason, params: { field: fault.field } };
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

type Note = { readonly action: AuditedAction };

async function note(
  tx: Tx,
  { actor, now }: Acting,
  { action, form }: Note & { readonly form: stored.WebForm },
): Promise<void> {
  const target = { kind: 'web_form', id: form.publicId, name: form.name } as const;
  await writeAudit(tx, { action, actor: actor.id, at: now, target });
}

async function noted(
  tx: Tx,
  acting: Acting,
  { action, publicId }: Note & { readonly publicId: string },
): Promise<Saved> {
  const form = (await stored.listWebForms(tx)).find((one) => one.publicId === publicId);
  if (form === undefined) throw new Error('a form that was saved can be read');
  await note(tx, acting, { action, form });
  return { kind: 'saved', form };
}
