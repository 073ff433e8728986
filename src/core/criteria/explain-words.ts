// The words of explain.ts. {field} is a field's label, {value} what the condition says of it.
import type { Operator } from '#core/criteria/operators.ts';
import type { LocalizedText, People } from '#core/records/field.ts';
import type { CalendarUnit } from '#core/time/calendar.ts';

export type Phrases = {
  readonly operators: Readonly<Record<Operator, string>>;
  /** Where dates and date-times are put in other words than numbers. */
  readonly datedOperators: Readonly<Partial<Record<Operator, string>>>;
  readonly and: string;
  readonly or: string;
  readonly not: string;
  readonly group: string;
  readonly every: string;
  readonly none: string;
  readonly listSeparator: string;
  readonly pairSeparator: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly people: Readonly<Record<People['kind'], string>>;
  /** For one, for more. */
  readonly units: Readonly<Record<CalendarUnit, readonly [string, string]>>;
};

const en: Phrases = {
  operators: {
    is: '{field} is {value}',
    is_not: '{field} is not {value}',
    in: '{field} is one of {value}',
    not_in: '{field} is none of {value}',
    is_empty: '{field} is empty',
    is_not_empty: '{field} is not empty',
    contains: '{field} contains {value}',
    not_contains: '{field} does not contain {value}',
    contains_any: '{field} contains any of {value}',
    contains_all: '{field} contains all of {value}',
    excludes_any: '{field} lacks at least one of {value}',
    excludes_all: '{field} contains none of {value}',
    starts_with: '{field} starts with {value}',
    ends_with: '{field} ends with {value}',
    is_me: '{field} is me',
    belongs_to: '{field} belongs to {value}',
    less_than: '{field} is less than {value}',
    at_most: '{field} is at most {value}',
    greater_than: '{field} is greater than {value}',
    at_least: '{field} is at least {value}',
    between: '{field} is between {value}',
    in_last: '{field} is in the last {value}',
    in_next: '{field} is in the next {value}',
    more_than_ago: '{field} is more than {value} ago',
    more_than_ahead: '{field} is more than {value} ahead',
    yesterday: '{field} is yesterday',
    today: '{field} is today',
    tomorrow: '{field} is tomorrow',
    last_week: '{field} is last week',
    this_week: '{field} is this week',
    next_week: '{field} is next week',
    last_month: '{field} is last month',
    this_month: '{field} is this month',
    next_month: '{field} is next month',
    last_quarter: '{field} is last quarter',
    this_quarter: '{field} is this quarter',
    next_quarter: '{field} is next quarter',
    last_year: '{field} is last year',
    this_year: '{field} is this year',
    next_year: '{field} is next year',
  },
  datedOperators: {
    less_than: '{field} is before {value}',
    at_most: '{field} is on or before {value}',
    greater_than: '{field} is after {value}',
    at_least: '{field} is on or after {value}',
  },
  and: ' and ',
  or: ' or ',
  not: 'not ({value})',
  group: '({value})',
  every: 'every record',
  none: 'no record',
  listSeparator: ', ',
  pairSeparator: ' and ',
  text: '“{value}”',
  yes: 'yes',
  no: 'no',
  people: { role: 'the role {value}', team: 'the team {value}' },
  units: {
    minutes: ['{value} minute', '{value} minutes'],
    hours: ['{value} hour', '{value} hours'],
    days: ['{value} day', '{value} days'],
    weeks: ['{value} week', '{value} weeks'],
    months: ['{value} month', '{value} months'],
  },
};

const zh: Phrases = {
  operators: {
    is: '{field}为{value}',
    is_not: '{field}不为{value}',
    in: '{field}为{value}之一',
    not_in: '{field}不为{value}中的任何一个',
    is_empty: '{field}为空',
    is_not_empty: '{field}不为空',
    contains: '{field}包含{value}',
    not_contains: '{field}不包含{value}',
    contains_any: '{field}包含{value}中的任意一个',
    contains_all: '{field}包含{value}的全部',
    excludes_any: '{field}缺少{value}中的至少一个',
    excludes_all: '{field}不包含{value}中的任何一个',
    starts_with: '{field}以{value}开头',
    ends_with: '{field}以{value}结尾',
    is_me: '{field}是我',
    belongs_to: '{field}属于{value}',
    less_than: '{field}小于{value}',
    at_most: '{field}不大于{value}',
    greater_than: '{field}大于{value}',
    at_least: '{field}不小于{value}',
    between: '{field}介于{value}之间',
    in_last: '{field}在最近{value}内',
    in_next: '{field}在未来{value}内',
    more_than_ago: '{field}在{value}以前',
    more_than_ahead: '{field}在{value}以后',
    yesterday: '{field}在昨天',
    today: '{field}在今天',
    tomorrow: '{field}在明天',
    last_week: '{field}在上周',
    this_week: '{field}在本周',
    next_week: '{field}在下周',
    last_month: '{field}在上月',
    this_month: '{field}在本月',
    next_month: '{field}在下月',
    last_quarter: '{field}在上季度',
    this_quarter: '{field}在本季度',
    next_quarter: '{field}在下季度',
    last_year: '{field}在去年',
    this_year: '{field}在今年',
    next_year: '{field}在明年',
  },
  datedOperators: {
    less_than: '{field}早于{value}',
    at_most: '{field}不晚于{value}',
    greater_than: '{field}晚于{value}',
    at_least: '{field}不早于{value}',
  },
  and: '且',
  or: '或',
  not: '非({value})',
  group: '({value})',
  every: '所有记录',
  none: '没有记录',
  listSeparator: '、',
  pairSeparator: '和',
  text: '“{value}”',
  yes: '是',
  no: '否',
  people: { role: '角色{value}', team: '团队{value}' },
  units: {
    minutes: ['{value}分钟', '{value}分钟'],
    hours: ['{value}小时', '{value}小时'],
    days: ['{value}天', '{value}天'],
    weeks: ['{value}周', '{value}周'],
    months: ['{value}个月', '{value}个月'],
  },
};

export const phrases: Readonly<Record<keyof LocalizedText, Phrases>> = { en, zh };

/** Both at once, so that a label with braces in it stays what it is. */
export function fill(template: string, parts: { readonly field?: string; readonly value: string }): string {
  return template.replace(/\{(field|value)\}/g, (_, name) => (name === 'field' ? (parts.field ?? '') : parts.value));
}
