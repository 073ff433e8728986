import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCriteria } from '#core/criteria/check.ts';
import type { Criteria } from '#core/criteria/criteria.ts';
import { operatorsFor } from '#core/criteria/operators.ts';
import { type Field, fieldOf } from '#core/records/field.ts';
import { leads } from '#core/records/modules/leads.ts';
import { anyCriteria } from '#test/criteria-generators.ts';
import {
  addPart,
  completePart,
  groupOf,
  negate,
  newCondition,
  pathInside,
  readCriteria,
  replacePart,
  withField,
  withOperator,
  writeCriteria,
} from '#web/criteria/edit-criteria.ts';

const city = field('city');
const status = field('lead_status');
const created = field('created_at');

function field(key: string): Field {
  const found = fieldOf(leads, key);
  if (found === undefined) throw new Error(`leads have no field ${key}`);
  return found;
}

describe('criteria being edited', () => {
  it('V-1 are what they were: only doubled negations and a lone outermost condition are written differently', () => {
    fc.assert(
      fc.property(anyCriteria, (criteria) => {
        const once = writeCriteria(readCriteria(criteria));
        expect(writeCriteria(readCriteria(once))).toEqual(once);
        if (!JSON.stringify(criteria).includes('"not":{"not"') && !('field' in criteria) && !('not' in criteria)) {
          expect(once).toEqual(criteria);
        }
      }),
    );
    expect(writeCriteria(readCriteria({ not: { not: { field: 'city', is: 'Lyon' } } }))).toEqual({
      all: [{ field: 'city', is: 'Lyon' }],
    });
  });

  it('V-1 grow by conditions and groups, and lose a group with its last condition', () => {
    const lyon: Criteria = { field: 'city', is: 'Lyon' };
    const root = readCriteria({ all: [lyon] });
    const grown = addPart(root, negate(groupOf([newCondition(status)], 'any')));
    expect(writeCriteria(grown)).toEqual({ all: [lyon, { not: { any: [{ field: 'lead_status', in: [] }] } }] });
    const inner = grown.parts[1];
    if (inner?.kind !== 'group') throw new Error('a group was added');
    expect(writeCriteria(replacePart(grown, 1, replacePart(inner, 0, null)))).toEqual({ all: [lyon] });
  });

  it('V-1 filter by what is complete, while more is being written', () => {
    const lyon: Criteria = { field: 'city', is: 'Lyon' };
    const begun: Criteria = { all: [{ field: 'lead_status', in: [] }, lyon, { any: [{ field: 'city', is: '' }] }] };
    expect(writeCriteria(completePart(readCriteria(begun), leads))).toEqual({ all: [lyon] });
    expect(writeCriteria(completePart(readCriteria({ any: [lyon] }), leads))).toEqual({ any: [lyon] });
  });

  it('V-1 problems are found at the part they belong to', () => {
    const root = readCriteria({
      all: [
        {
          not: {
            any: [
              { field: 'city', is: 'Lyon' },
              { field: 'city', is: '' },
            ],
          },
        },
      ],
    });
    const checked = checkCriteria(writeCriteria(root), leads);
    const [group] = root.parts;
    if (checked.ok || group === undefined) throw new Error('there is a problem in the group');
    const inside = pathInside(group, `${pathInside(root, '')}/0`);
    expect(checked.problems.map(({ path }) => path)).toEqual([`${inside}/1/is`]);
  });
});

describe('a condition being edited', () => {
  it('V-1 keeps what was entered as far as another operator can take it', () => {
    const is = { field: 'city', is: 'Lyon' } as const;
    expect(withOperator(is, 'starts_with', city)).toEqual({ field: 'city', starts_with: 'Lyon' });
    expect(withOperator(is, 'in', city)).toEqual({ field: 'city', in: ['Lyon'] });
    expect(withOperator({ field: 'city', in: ['Lyon', 'Lagos'] }, 'is', city)).toEqual(is);
    expect(withOperator({ field: 'city', is_empty: true }, 'is', city)).toEqual({ field: 'city', is: '' });
    const since = { field: 'created_at', at_least: '2026-03-01' } as const;
    expect(withOperator(since, 'between', created)).toEqual({ field: 'created_at', between: ['2026-03-01', ''] });
    expect(withOperator(since, 'in_last', created)).toEqual({ field: 'created_at', in_last: { days: 7 } });
  });

  it('V-1 keeps operator and value on another field only where they fit', () => {
    const is = { field: 'city', is: 'Lyon' } as const;
    expect(withField(is, city, field('country'))).toEqual({ field: 'country', is: 'Lyon' });
    expect(withField(is, city, status)).toEqual({ field: 'lead_status', is: '' });
    expect(withField({ field: 'city', contains: 'Ly' }, city, created)).toEqual({
      field: 'created_at',
      in_last: { days: 7 },
    });
  });

  it('V-1 always has an operator of its field, whatever is chosen', () => {
    for (const from of leads.fields) {
      for (const to of leads.fields) {
        for (const operator of operatorsFor(from.type)) {
          const { condition } = newCondition(from);
          const changed = withField(withOperator(condition, operator, from), from, to);
          const checked = checkCriteria(changed, leads);
          const codes = checked.ok ? [] : checked.problems.map(({ code }) => code);
          expect(codes).not.toContain('operator_not_of_field');
        }
      }
    }
  });
});
