import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { sabotaged, saboteurs } from './saboteurs.ts';

const inRoot = (file: string) => resolve(import.meta.dirname, '../..', file);

it('P23 there are 25 saboteurs', () => expect(saboteurs).toHaveLength(25));

it.each(saboteurs)('P23 the code that is sabotaged by “$what” is there', (saboteur) => {
  expect(() => sabotaged(readFileSync(inRoot(saboteur.file), 'utf8'), saboteur)).not.toThrow();
  expect((saboteur.tests ?? []).filter((file) => !existsSync(inRoot(file)))).toEqual([]);
});
