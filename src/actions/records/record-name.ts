import { type CrmRecord, valueOf } from '#core/records/field.ts';

/** What a record is called in lists: by its name, or as the person that it is. Chinese names are written last name first, without a space. */
export function recordName(record: CrmRecord): string {
  const [first, last] = [textOf(record, 'first_name'), textOf(record, 'last_name')];
  if (first === '' && last === '') return textOf(record, 'name');
  if (first === '' || last === '') return first + last;
  return /\p{Script=Han}/u.test(last) ? last + first : `${first} ${last}`;
}

function textOf(record: CrmRecord, key: string): string {
  const value = valueOf(record, key);
  return typeof value === 'string' ? value : '';
}
