import { describe, expect, it } from 'vitest';
import { checkReplies } from '#core/cadence/check-replies.ts';
import { type CadenceFile, definitionFromFile, type FileFollowUp, NO_NUMBERS } from '#core/cadence/file.ts';
import type { CadenceProblem, CheckContext } from '#core/cadence/problem.ts';
import { call, cadence, email } from '#test/short-cadences.ts';

type Replies = CheckContext['replies'];
type Reported = Pick<CadenceProblem, 'code' | 'path'> & Partial<CadenceProblem>;

const reportedOf = (file: CadenceFile, replies: Replies): Reported[] => {
  const problems: Reported[] = [];
  checkReplies(definitionFromFile(file, NO_NUMBERS), { replies }, (problem) => void problems.push(problem));
  return problems;
};
const problemsIn = (file: CadenceFile, { replies }: { readonly replies: Replies }): string[] =>
  reportedOf(file, replies).map(({ code, path }) => `${code} ${path}`);
const welcome = email('welcome');
const after = (child: FileFollowUp, parent: FileFollowUp): FileFollowUp => ({ ...parent, then: [child] });

describe('C-35 answers that nobody reads', () => {
  const from = (address?: string, replyTo?: string) => ({
    ...welcome,
    email: {
      to: 'email',
      template: 'welcome',
      ...(address === undefined ? {} : { from: address }),
      ...(replyTo === undefined ? {} : { replyTo }),
    },
  });
  const replies = {
    accounts: new Map([
      ['omar@house.example', { server: 'smtp.house.example', isRead: false }],
      ['anna@gmail.com', { server: 'smtp.gmail.com', isRead: true }],
      ['li@qq.com', { server: 'smtp.house.example', isRead: true }],
    ]),
    ownAddress: 'sales@house.example',
    ownersAddresses: ['omar@house.example'],
  };
  const waiting = (address: string | undefined, when: NonNullable<FileFollowUp['when']>, replyTo?: string) =>
    problemsIn(cadence([after(call('phone', { when }), from(address, replyTo))]), { replies });

  it('C-35 can’t be waited for, nor their absence; everything else can', () => {
    const refused = ['replies_not_read followUps/phone/when'];
    expect(waiting('Omar@House.example', ['replied'])).toEqual(refused);
    expect(waiting('omar@house.example', [{ not: 'replied', within: { days: 2 } }])).toEqual(refused);
    expect(waiting('omar@house.example', ['clicked', 'bounced'])).toEqual([]);
    expect(waiting(undefined, ['replied'])).toEqual([]);
  });

  it('C-35 are no rule either, where no message of the cadence has any other', () => {
    const rule = { unenroll: [{ id: 'replied', email: ['replied' as const] }] };
    expect(problemsIn(cadence([from('omar@house.example')], rule), { replies })).toEqual([
      'replies_not_read unenroll/replied',
    ]);
    expect(problemsIn(cadence([from('omar@house.example'), email('welcome-2')], rule), { replies })).not.toContain(
      'replies_not_read unenroll/replied',
    );
  });

  it('C-35 from a public mail domain it goes out via ours, and who answers is not noticed, except by its own account', () => {
    const warned = 'sent_via_own_domain followUps/welcome';
    expect(waiting('mei@gmail.com', ['replied'])).toEqual([warned, 'replies_not_read followUps/phone/when']);
    expect(waiting('mei@gmail.com', [{ not: 'replied', within: { days: 2 } }])).toContain(
      'replies_not_read followUps/phone/when',
    );
    expect(waiting('Mei@GMail.com', ['opened'])).toEqual([warned]);
    expect(waiting('anna@gmail.com', ['replied'])).toEqual([]);
    expect(waiting('li@qq.com', ['replied'])).toEqual([warned]);
    expect(waiting('mei@gmail.com', ['replied'], 'anna@gmail.com')).toEqual([warned]);
    expect(waiting(undefined, ['replied'], 'mei@gmail.com')).toEqual(['replies_not_read followUps/phone/when']);
    const [problem] = reportedOf(cadence([from('mei@gmail.com')]), replies);
    expect(problem).toMatchObject({
      severity: 'warning',
      params: { address: 'mei@gmail.com', via: 'via-mei=gmail.com@house.example', replyTo: 'mei@gmail.com' },
    });
  });

  it('C-35 of whoever owns the record, any account that isn’t its provider’s is warned of', () => {
    const owned = { ...replies, ownersAddresses: ['anna@gmail.com'] };
    const problems = (known: typeof replies) => problemsIn(cadence([from('record_owner')]), { replies: known });
    expect(problems(owned)).toEqual([]);
    expect(problems({ ...owned, ownersAddresses: ['anna@gmail.com', 'li@qq.com'] })).toEqual([
      'sent_via_own_domain followUps/welcome',
    ]);
  });
});
