import { LIST_MAX } from '#core/criteria/criteria.ts';
import type { Answer, Input } from '#web/api/call.ts';
import type { Field, Module } from '#web/features/records/module.ts';
import { searchedFields } from '#web/features/records/usual-fields.ts';
import type { Sort } from '#web/ui/columns.ts';

/** What stands behind `?` of the list. */
export type RecordsSearch = {
  /** A view's id. */
  readonly view?: string;
  /** Criteria in the place of the view's, not saved; whether they make sense the server says. */
  readonly filter?: object;
  /** A part of a name, company or address. */
  readonly q?: string;
  /** A field, with a minus in front for descending. */
  readonly sort?: string;
  /** A pick list whose options are the columns of a board; false: a list. Left out: as the view says. */
  readonly board?: string | false;
};

export type View = Answer<'listViews'>['items'][number];
export type RecordsQuery = NonNullable<Input<'listRecords'>['query']>;

/** Which records are listed, and in which order. */
export type Listing = {
  /** Null: all records. */
  readonly view: View | null;
  /** Null: as the view says. */
  readonly filter: object | null;
  readonly sort: Sort | null;
  /** Whose options are the columns; null: a list. */
  readonly board: Field | null;
  readonly query: RecordsQuery;
};

export function readRecordsSearch({ view, filter, q, sort, board }: Record<string, unknown>): RecordsSearch {
  return {
    ...(typeof view === 'string' && view !== '' ? { view } : {}),
    ...(typeof filter === 'object' && filter !== null ? { filter } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(typeof sort === 'string' && /^-?[a-z_0-9]+$/.test(sort) ? { sort } : {}),
    ...(board === false || (typeof board === 'string' && board !== '') ? { board } : {}),
  };
}

type Listable = { readonly module: Module; readonly views: readonly View[] };

/** A view that is gone is left out: addresses are kept for long. */
export function listingOf(search: RecordsSearch, { module, views }: Listable): Listing {
  const view = views.find(({ id }) => id === search.view) ?? null;
  const filter = search.filter ?? null;
  const board = search.board ?? view?.board ?? false;
  const sort = search.sort === undefined ? (view?.sort ?? null) : readSort(search.sort);
  const parts = [...(filter === null ? [] : [filter]), ...(search.q === undefined ? [] : [named(search.q, module)])];
  return {
    view,
    filter,
    sort,
    board: boardFields(module).find(({ key }) => key === board) ?? null,
    query: {
      ...(view === null || filter !== null ? {} : { view: view.id }),
      ...(parts.length === 0 ? {} : { criteria: JSON.stringify({ all: parts }) }),
      ...(sort === null ? {} : { sort: sortText(sort) }),
    },
  };
}

/** What the module's records can be put in columns by. */
export function boardFields({ fields }: Module): Field[] {
  return fields.filter(({ type, options }) => type === 'pick_list' && options.length <= LIST_MAX);
}

function readSort(text: string): Sort {
  return text.startsWith('-') ? { field: text.slice(1), descending: true } : { field: text, descending: false };
}

export function sortText({ field, descending }: Sort): string {
  return descending ? `-${field}` : field;
}

/** Criteria that find records by a part of their name, company or address; every word must be somewhere. */
export function recordsNamed(text: string, module: Module): string {
  return JSON.stringify(named(text, module));
}

const WORDS_MAX = 5;

function named(text: string, module: Module): object {
  const places = searchedFields(module).map(({ key }) => key);
  const words = text.trim().split(/\s+/u).slice(0, WORDS_MAX);
  return { all: words.map((word) => ({ any: places.map((field) => ({ field, contains: word })) })) };
}
