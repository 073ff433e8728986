// Records of one module that may answer a search, by its index (search-index.ts), no more than a few hundred: rank.ts says
// which of them do, and how well. A hidden field matches nothing: what the index proposes because of one is not taken.
import { type RawBuilder, sql } from 'kysely';
import type { CrmRecord } from '#core/records/field.ts';
import { type SearchField, searchFields } from '#core/records/search-fields.ts';
import { formsOf, typosAllowed, WIDE_TYPO_FROM } from '#core/search/closeness.ts';
import type { SearchQuery, SearchTerm } from '#core/search/query.ts';
import type { Tx } from '#storage/db.ts';
import { type Catalogue, narrowed, seen, tableOf } from '#storage/records/catalogue.ts';
import { type RecordRow, recordColumns, recordFromRow } from '#storage/records/record-row.ts';
import { searchedText, searchTexts, type SearchTexts } from '#storage/search/search-index.ts';
import { escapeLike, HAS_TRIGRAM, wideGrams, wideGramsOf } from '#storage/text-grams.ts';

/** start: words begin with what was typed; inside: it stands anywhere; misspelt: something like it. */
export const searchSteps = ['start', 'inside', 'misspelt'] as const;
export type SearchStep = (typeof searchSteps)[number];

export type ModuleSearch = {
  readonly query: SearchQuery;
  readonly step: SearchStep;
  /** What the module's index covers; null: it has none. */
  readonly covered: readonly string[] | null;
  readonly limit: number;
};

type Condition = RawBuilder<unknown>;

export async function searchModule(tx: Tx, catalogue: Catalogue, search: ModuleSearch): Promise<CrmRecord[]> {
  const { whole } = catalogue;
  const isCovered = ({ key }: SearchField): boolean => search.covered === null || search.covered.includes(key);
  const visible = searchFields(catalogue.module).filter(isCovered);
  if (visible.length === 0) return [];
  const texts = searchTexts(whole, searchFields(whole.module).filter(isCovered));
  const condition = conditionOf({ catalogue, visible, texts }, search);
  if (condition === null) return [];
  const shown = narrowed(catalogue, new Set(visible.map(({ key }) => key)));
  const rows = await tx.query<RecordRow>(sql`
    select ${recordColumns(shown)} from ${sql.table(catalogue.table)}
    where ${seen(catalogue)} and ${condition} limit ${search.limit}`);
  return rows.map((row) => recordFromRow(shown, row));
}

/** Of these modules, those with any record: most organisations use a few. */
export async function modulesInUse(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const parts = keys.map(
    (key) => sql`select ${key}::text as key where exists (select from ${sql.table(tableOf(key))})`,
  );
  return (await tx.query<{ key: string }>(sql`${sql.join(parts, sql` union all `)}`)).map(({ key }) => key);
}

/** The planner is to take the search's index also where it believes that reading the table, in any order, would be cheaper. */
export async function preferIndexes(tx: Tx): Promise<void> {
  await tx.query(sql`
    select set_config(name, 'off', true)
    from unnest('{enable_seqscan, enable_indexscan, enable_indexonlyscan}'::text[]) as name`);
}

type Place = {
  readonly catalogue: Catalogue;
  readonly visible: readonly SearchField[];
  readonly texts: SearchTexts;
};

/** Null: nothing can be found in this way. */
function conditionOf(place: Place, { query, step }: ModuleSearch): Condition | null {
  const ofTerms = query.terms.map((term) => termCondition(place, term, step));
  const named = ofTerms.length === 0 || ofTerms.includes(null) ? null : sql`(${sql.join(ofTerms, sql` and `)})`;
  const phoned = step === 'start' ? phoneCondition(place, query.phones) : null;
  const ways = [named, phoned].filter((way) => way !== null);
  return ways.length === 0 ? null : sql`(${sql.join(ways, sql` or `)})`;
}

function termCondition(place: Place, term: SearchTerm, step: SearchStep): Condition | null {
  if (step === 'misspelt') return misspelt(place.texts, term);
  if (term.wide) return step === 'start' ? holding(place, term.text) : null;
  return step === 'start' ? starting(place, term.text) : inside(place, term.text);
}

/** The index knows letters and digits only: to it, what begins with another sign begins anywhere. */
function starting(place: Place, text: string): Condition | null {
  const like = escapeLike(text);
  const begins = wordsOf(place).map(
    (word) => sql`${word} like ${`${like}%`}::text or ${word} like ${`% ${like}%`}::text`,
  );
  if (begins.length === 0 || !/^[a-z0-9]/.test(text)) return null;
  return sql`(${place.texts.words} like ${`% ${like}%`}::text and (${sql.join(begins, sql` or `)}))`;
}

function inside(place: Place, text: string): Condition | null {
  const like = escapeLike(text);
  const holds = wordsOf(place).map((word) => sql`${word} like ${`%${like}%`}::text`);
  if (holds.length === 0 || !HAS_TRIGRAM.test(text)) return null;
  return sql`(${place.texts.words} like ${`%${like}%`}::text and (${sql.join(holds, sql` or `)}))`;
}

/** A Chinese name stands in two fields. */
function holding(place: Place, text: string): Condition | null {
  const { whole } = place.catalogue;
  const [last, first] = ['last_name', 'first_name'].map((key) => place.visible.find((field) => field.key === key));
  const joined = last !== undefined && first !== undefined ? [nameInOne(whole, last, first)] : [];
  const holds = [...wordsOf(place), ...joined].map((value) => sql`strpos(${value}, ${text}::text) > 0`);
  if (holds.length === 0) return null;
  return sql`(${proposedFor(place.texts, text)} and (${sql.join(holds, sql` or `)}))`;
}

/** The ü of "müller" is in too many names to begin with. */
function proposedFor({ words, wide }: SearchTexts, text: string): Condition {
  if (HAS_TRIGRAM.test(text)) return sql`${words} like ${`%${escapeLike(text)}%`}::text`;
  return sql`${wideGramsOf(wide)} @> ${wideGrams(text)}::text[]`;
}

function nameInOne(whole: Catalogue['whole'], last: SearchField, first: SearchField): RawBuilder<unknown> {
  return sql`coalesce(${searchedText(whole, last)}, '') || coalesce(${searchedText(whole, first)}, '')`;
}

function wordsOf({ catalogue, visible }: Place): RawBuilder<unknown>[] {
  return visible.filter(({ as }) => as === 'words').map((field) => searchedText(catalogue.whole, field));
}

function phoneCondition({ catalogue, visible, texts }: Place, phones: readonly string[]): Condition | null {
  const numbers = visible.filter(({ as }) => as === 'digits').map((field) => searchedText(catalogue.whole, field));
  if (numbers.length === 0 || phones.length === 0) return null;
  const ways = phones.map((digits) => {
    const holds = numbers.map((number) => sql`${number} like ${`%${digits}%`}::text`);
    return sql`(${texts.digits} like ${`%${digits}%`}::text and (${sql.join(holds, sql` or `)}))`;
  });
  return sql`(${sql.join(ways, sql` or `)})`;
}

/**
 * Proposals: rank.ts compares letter by letter. Not pg_trgm's similarity: a word with common letters in a row has it judge
 * twenty thousand records of a million, which took 1.8 s where these take 0.1.
 */
function misspelt(texts: SearchTexts, { text, wide: isWide }: SearchTerm): Condition | null {
  if (isWide && !HAS_TRIGRAM.test(text)) return wideMisspelt(texts, text);
  const forms = typosAllowed(text) === 0 ? [{ before: text, any: 0, after: '' }] : formsOf(text);
  const ways = forms.map(({ before, any, after }) => {
    const gap = any === null ? '%' : '_'.repeat(any);
    return sql`${texts.words} like ${`% ${escapeLike(before)}${gap}${escapeLike(after)}%`}::text`;
  });
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** With any one sign left out. */
function wideMisspelt(texts: SearchTexts, text: string): Condition | null {
  const signs = [...text];
  if (signs.length < WIDE_TYPO_FROM) return proposedFor(texts, text);
  const grams = signs.map((_, index) => {
    return [...wideGrams(signs.slice(0, index).join('')), ...wideGrams(signs.slice(index + 1).join(''))];
  });
  const ways = grams
    .filter((some) => some.length > 0)
    .map((some) => sql`${wideGramsOf(texts.wide)} @> ${some}::text[]`);
  return ways.length === 0 ? null : sql`(${sql.join(ways, sql` or `)})`;
}
