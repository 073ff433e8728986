// What strangers do with a web form: they open it, send it, and follow the link in the mail where the form wants that (T25,
// T26). Whatever looks as if no person had sent it waits for one of ours, and its sender is told the same as everybody.
import { uuidv7 } from 'uuidv7';
import { openModule } from '#actions/access/open-module.ts';
import type { Seals } from '#actions/accounts/seals.ts';
import { hashToken, newToken } from '#actions/accounts/token.ts';
import { againWhenOvertaken } from '#actions/records/check-stored.ts';
import { confirmationMail } from '#actions/web-forms/confirmation-words.ts';
import { takeAnswer } from '#actions/web-forms/take-answer.ts';
import type { Field, Module } from '#core/records/field.ts';
import type { FieldProblem } from '#core/records/field-problem.ts';
import { fold } from '#core/records/fold.ts';
import { checkValues } from '#core/records/validate.ts';
import { DAY, HOUR, type Instant } from '#core/time/instant.ts';
import { isUuid } from '#core/uuid.ts';
import { FORM_MODULE, type HeldReason, isAskable, readEntry, WAITING_MAX, whyHold } from '#core/web-forms/web-form.ts';
import { actingFor, type Database, type Tx } from '#storage/db.ts';
import { planOwnMail } from '#storage/mail/own-mail.ts';
import { findOrganizationByPublicId, type Organization } from '#storage/organizations/organizations.ts';
import * as answers from '#storage/web-forms/answers.ts';
import { findWebFormByKey, findWebFormById, lockWebForm, type WebForm } from '#storage/web-forms/web-forms.ts';

export type Visiting = {
  readonly database: Database;
  readonly seals: Seals;
  readonly publicUrl: URL;
  readonly now: Instant;
};

/** `organization`: public id. */
export type FormAddress = { readonly organization: string; readonly key: string };

export type Question = { readonly field: Field; readonly required: boolean };
export type OpenForm = Pick<WebForm, 'name' | 'language' | 'thanks' | 'returnUrl' | 'sites' | 'confirmed'> & {
  readonly questions: readonly Question[];
};

type Place = { readonly tx: Tx; readonly organization: Organization; readonly form: WebForm; readonly module: Module };

/** Null: there is none, or it takes nothing at present. */
export async function openForm(
  visiting: Visiting,
  address: FormAddress,
): Promise<{ readonly form: OpenForm; readonly ticket: string } | null> {
  return withForm(visiting, address, async ({ form, module }) => ({
    form: shown(form, module),
    ticket: ticketOf(visiting, form),
  }));
}

export type SentForm = {
  /** What the browser sent for a field; none: nothing. */
  readonly textsOf: (field: string) => readonly string[];
  /** The field that people don't see has something in it. */
  readonly isTrapFilled: boolean;
  /** As the page had it. */
  readonly ticket: string;
};

export type FormOutcome =
  | { readonly kind: 'thanks'; readonly form: OpenForm }
  | {
      readonly kind: 'wrong';
      readonly form: OpenForm;
      readonly problems: readonly FieldProblem[];
      /** The one that it came with goes on being good. */
      readonly ticket: string;
    }
  /** Too many wait already. */
  | { readonly kind: 'full'; readonly form: OpenForm };

export async function sendForm(visiting: Visiting, address: FormAddress, sent: SentForm): Promise<FormOutcome | null> {
  return againWhenOvertaken(() =>
    withForm(visiting, address, async (place): Promise<FormOutcome> => {
      const { form, module } = place;
      const open = shown(form, module);
      const entries = open.questions.map(
        ({ field }) => [field.key, readEntry(field, sent.textsOf(field.key))] as const,
      );
      const entered = Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
      const problems = problemsOf(open, module, entered);
      if (problems.length > 0) return { kind: 'wrong', form: open, problems, ticket: sent.ticket };
      await lockWebForm(place.tx, form.id);
      const isKept = await keep(visiting, place, { sent, entered });
      return { kind: isKept ? 'thanks' : 'full', form: open };
    }),
  );
}

type Sent = { readonly sent: SentForm; readonly entered: answers.Entered };

/** False: too many wait already. */
async function keep(visiting: Visiting, place: Place, { sent, entered }: Sent): Promise<boolean> {
  const { tx, organization, form } = place;
  const { now } = visiting;
  const openedAt = openedAtBy(visiting, form, sent.ticket);
  const ticket = openedAt === null ? null : sent.ticket;
  const { isRepeated, lately, waiting } = await answers.trafficOf(tx, { webForm: form.id, ticket, since: now - HOUR });
  if (isRepeated) return true; // sent twice by an impatient click
  const reviewed = form.reviewed && !form.confirmed;
  const reasons = whyHold({ isTrapFilled: sent.isTrapFilled, openedAt, now, lately, reviewed });
  const answer = { publicId: uuidv7(), webForm: form.id, ticket, receivedAt: now };
  const address = typeof entered['email'] === 'string' ? fold(entered['email']) : null;
  const hold = async (why: readonly HeldReason[]): Promise<boolean> => {
    if (waiting >= WAITING_MAX) return false;
    const held = { state: 'held', reasons: why, entered, confirmation: null, address, lead: null } as const;
    await answers.insertAnswer(tx, { ...answer, ...held });
    return true;
  };
  if (reasons.length > 0) return hold(reasons);
  if (form.confirmed && address !== null) {
    if (waiting >= WAITING_MAX) return false;
    if (await answers.wasMailed(tx, address, now - DAY)) return hold(['asked_already']);
    const confirmation = await askToConfirm(visiting, place, String(entered['email']));
    const unconfirmed = { state: 'unconfirmed', reasons, entered, confirmation, address, lead: null } as const;
    await answers.insertAnswer(tx, { ...answer, ...unconfirmed });
    return true;
  }
  const taken = await takeAnswer(tx, { ...visiting, organization, form, entered, decidedBy: null });
  if (taken.kind === 'not_taken') return hold(['not_saved']);
  const done = { state: 'taken', reasons, entered: null, confirmation: null, address: null, lead: taken.lead } as const;
  await answers.insertAnswer(tx, { ...answer, ...done });
  return true;
}

/** The hash of what the link carries. */
async function askToConfirm(
  { publicUrl, now }: Visiting,
  { tx, organization, form }: Place,
  address: string,
): Promise<Uint8Array> {
  const token = newToken();
  const url = new URL(`/f/${organization.publicId}/confirm/${token.text}`, publicUrl).href;
  const mail = confirmationMail(form.language, { organization: organization.name, form: form.name, url });
  const to = { name: '', address };
  await planOwnMail(tx, [{ ...mail, to, calendar: null, record: null, senderName: null }], now);
  return token.hash;
}

/** Whether there is anything under the link. Changes nothing: programs open links too (T19). */
export async function isConfirmable(visiting: Visiting, link: ConfirmLink): Promise<'yes' | 'done' | 'no'> {
  return withAnswer(visiting, link, async ({ answer }) => (answer.state === 'unconfirmed' ? 'yes' : 'done'));
}

export type ConfirmLink = { readonly organization: string; readonly token: string };

/** Its sender has the address that it names. */
export async function confirmAnswer(visiting: Visiting, link: ConfirmLink): Promise<'done' | 'no'> {
  const { database, now } = visiting;
  return againWhenOvertaken(() =>
    withAnswer(visiting, link, async ({ tx, organization, answer }) => {
      const { entered } = answer;
      if (answer.state !== 'unconfirmed' || entered === null) return 'done';
      const form = await findWebFormById(tx, answer.webForm);
      if (form === null) return 'no';
      const taking = { database, organization, form, entered, decidedBy: null, now };
      const taken = form.reviewed ? null : await takeAnswer(tx, taking);
      if (taken?.kind === 'taken') await answers.settleAnswer(tx, answer.id, { lead: taken.lead, now });
      else await answers.holdAnswer(tx, answer.id, [taken === null ? 'reviewed' : 'not_saved']);
      return 'done';
    }),
  );
}

type Found = { readonly tx: Tx; readonly organization: Organization; readonly answer: answers.WebFormAnswer };

async function withAnswer<T>(
  { database }: Visiting,
  { organization: publicId, token }: ConfirmLink,
  work: (found: Found) => Promise<T>,
): Promise<T | 'no'> {
  const organization = await organizationIn(database, publicId);
  if (organization === null) return 'no';
  return database.organization(organization.seat, async (tx): Promise<T | 'no'> => {
    const answer = await answers.lockConfirmed(tx, hashToken(token));
    return answer === null ? 'no' : work({ tx, organization, answer });
  });
}

async function organizationIn(database: Database, publicId: string): Promise<Organization | null> {
  return isUuid(publicId) ? findOrganizationByPublicId(database, publicId) : null;
}

async function withForm<T>(
  { database }: Visiting,
  { organization: publicId, key }: FormAddress,
  work: (place: Place) => Promise<T>,
): Promise<T | null> {
  const organization = await organizationIn(database, publicId);
  if (organization === null) return null;
  return database.organization(organization.seat, async (tx): Promise<T | null> => {
    const form = await findWebFormByKey(tx, key);
    if (form === null || !form.active || !form.createdBy.active) return null;
    const opened = await openModule(actingFor(tx, form.createdBy.id), FORM_MODULE, 'create');
    return opened.kind === 'open' ? work({ tx, organization, form, module: opened.catalogue.module }) : null;
  });
}

/** Fields that are gone by now, or that whoever made the form may not fill in any more, aren't asked for. */
function shown({ fields, ...form }: WebForm, module: Module): OpenForm {
  const byKey = new Map(module.fields.map((field) => [field.key, field]));
  const questions = fields.flatMap(({ field: key, required }): Question[] => {
    const field = byKey.get(key);
    return field === undefined || !isAskable(field) ? [] : [{ field, required: required || field.required }];
  });
  return { ...form, questions };
}

function problemsOf({ questions }: OpenForm, module: Module, entered: answers.Entered): FieldProblem[] {
  const asked = new Set(questions.map(({ field }) => field.key));
  const checked = checkValues(module, entered, 'create');
  // What isn't asked for is no visitor's fault: it waits for a person.
  const wrong = checked.ok ? [] : checked.problems.filter(({ field }) => asked.has(field));
  const isNamed = (key: string) => wrong.some(({ field }) => field === key);
  const missing = questions.filter(({ field, required }) => required && entered[field.key] === undefined);
  const unmentioned = missing.filter(({ field }) => !isNamed(field.key));
  return [...wrong, ...unmentioned.map(({ field }) => ({ field: field.key, rule: 'required', value: null }) as const)];
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Sealed with the moment at which the page was made; each is good for one answer. */
function ticketOf({ seals, now }: Visiting, form: WebForm): string {
  return Buffer.from(seals.seal(String(now), purposeOf(form))).toString('base64url');
}

function openedAtBy({ seals }: Visiting, form: WebForm, ticket: string): Instant | null {
  const text = seals.open(Buffer.from(ticket, 'base64url'), purposeOf(form));
  return text === null ? null : Number(text);
}

function purposeOf({ publicId }: WebForm): string {
  return `web form ${publicId}`;
}
