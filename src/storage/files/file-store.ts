// Where the bytes of files lie. Whoever stores one makes up its key; a name that people gave is never part of a path (T24).
import type { Readable } from 'node:stream';
import { assert } from '#core/assert.ts';

export type FilePlace = {
  /** The organisation's number. */
  readonly organization: number;
  /** 32 hexadecimal digits. */
  readonly key: string;
};

export type FileStore = {
  /** Gives how many bytes there were, once they are safe. When the source fails it throws that, and nothing stays. */
  write(place: FilePlace, source: Readable): Promise<number>;
  /** Null: there is no such file. */
  read(place: FilePlace): Promise<Readable | null>;
  /** One that isn't there is removed already. */
  remove(place: FilePlace): Promise<void>;
};

const KEY = /^[0-9a-f]{32}$/;

export function assertPlace({ organization, key }: FilePlace): void {
  assert(KEY.test(key) && Number.isSafeInteger(organization), 'keys of files are made up by us');
}
