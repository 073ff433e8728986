// Between a cell of a file and a value. Reading gives what the validator takes (validate.ts decides; a cell that can't
// be converted is passed on as it is, so that the error shows it); writing gives what reads back as the same value.
import { Temporal } from 'temporal-polyfill';
import type { Field, FieldValue } from '#core/records/field.ts';
import { fold } from '#core/records/fold.ts';

const TRUE = new Set(['yes', 'y', 'true', 't', '1', 'on', 'x', '✓', '√', '是', '真', '对']);
const FALSE = new Set(['no', 'n', 'false', 'f', '0', 'off', '✗', '×', '否', '假', '错']);
const GROUPED = /^([+-]?\d{1,3}(?:,\d{3})+)(\.\d*)?$/;
const YEAR_FIRST =
  /^(\d{4})([-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?(?:[ T]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?))?$/;
/** Between the options of one multi-select cell; no option may contain it. */
export const OPTION_SEPARATOR = ';';

/** `zone` is meant where a date-time names no offset. Days are read year first only: 3/4/2026 is two different days. */
export function inputFromText(field: Field, text: string, zone: string): unknown {
  const cell = text.trim();
  if (cell === '') return null;
  switch (field.type) {
    case 'boolean':
      return booleanFromText(cell);
    case 'integer':
      return integerFromText(cell);
    case 'decimal':
      return ungrouped(cell);
    case 'currency':
      return ungrouped(cell.replace(/^([+-]?)\s*[\p{Sc}]\s*/u, '$1'));
    case 'percent':
      return ungrouped(cell.replace(/\s*[%％]$/u, ''));
    case 'date':
      return dateFromText(cell);
    case 'date_time':
      return dateTimeFromText(cell, zone);
    case 'multi_select':
      return cell
        .split(OPTION_SEPARATOR)
        .map((option) => option.trim())
        .filter((option) => option !== '');
    default:
      return text;
  }
}

/** The cell that inputFromText and checkValues turn back into the value. */
export function textFromValue(field: Field, value: FieldValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') return value.join(OPTION_SEPARATOR);
  if (field.type === 'date_time') return Temporal.Instant.fromEpochMilliseconds(Number(value)).toString();
  return String(value);
}

/** As textFromValue, an instant as the organisation's clocks show it. */
export function exportedText(field: Field, value: FieldValue, zone: string): string {
  if (field.type !== 'date_time' || value === null) return textFromValue(field, value);
  const local = Temporal.Instant.fromEpochMilliseconds(Number(value)).toZonedDateTimeISO(zone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
}

function booleanFromText(cell: string): unknown {
  const folded = fold(cell);
  if (TRUE.has(folded)) return true;
  return FALSE.has(folded) ? false : cell;
}

function integerFromText(cell: string): unknown {
  const plain = ungrouped(cell);
  // Spreadsheets write whole numbers as 12.0 too.
  return /^[+-]?\d+(?:\.0*)?$/.test(plain) ? Number(plain) : Number.isFinite(Number(plain)) ? Number(plain) : cell;
}

/** 1,234.50 without its commas; 1,23 stays, since it may be a decimal comma. */
function ungrouped(cell: string): string {
  return GROUPED.test(cell) ? cell.replaceAll(',', '') : cell;
}

function dateFromText(cell: string): string {
  const parts = YEAR_FIRST.exec(cell);
  return parts === null || parts[5] !== undefined ? cell : isoDate(parts);
}

function dateTimeFromText(cell: string, zone: string): string {
  const parts = YEAR_FIRST.exec(cell);
  if (parts === null) return cell.replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, '$1T').replace(/ +(?=[+-]\d|Z$)/, '');
  const time = parts[5] ?? '0:00';
  try {
    const local = Temporal.PlainDateTime.from(`${isoDate(parts)}T${/^\d:/.test(time) ? `0${time}` : time}`);
    return local.toZonedDateTime(zone).toInstant().toString();
  } catch {
    return cell;
  }
}

function isoDate(parts: RegExpExecArray): string {
  return `${parts[1]}-${parts[3]?.padStart(2, '0')}-${parts[4]?.padStart(2, '0')}`;
}
