import { describe, expect, it } from 'vitest';
import type { EmailSettings } from '#core/cadence/definition.ts';
import { conversationOf, subjectIn } from './conversation.ts';

const settings = (thread?: EmailSettings['thread']): EmailSettings => ({
  channel: 'email',
  to: 'email',
  template: 'Hello',
  from: null,
  replyTo: null,
  ...(thread === undefined ? {} : { thread }),
});
const sent = (messageId: string, recipient = 'ada@customer.example', subject = 'Your order') => ({
  messageId,
  recipient,
  subject,
});

describe('E-3 conversations', () => {
  it('go on with what the same address got; only where the settings say so', () => {
    const earlier = [sent('<1@x>'), sent('<2@x>', 'old@customer.example'), sent('<3@x>', 'Ada@Customer.example')];
    const ids = (thread?: EmailSettings['thread']) =>
      conversationOf(settings(thread), 'ada@customer.example', earlier).map(({ messageId }) => messageId);
    expect(ids()).toEqual([]);
    expect(ids('reply')).toEqual(['<1@x>', '<3@x>']);
    expect(ids('reply_same_sender')).toEqual(['<1@x>', '<3@x>']);
  });

  it('name a bounded number of messages, the latest', () => {
    const many = Array.from({ length: 30 }, (_, index) => sent(`<${index}@x>`));
    const named = conversationOf(settings('reply'), 'ada@customer.example', many);
    expect([named.length, named.at(-1)?.messageId]).toEqual([20, '<29@x>']);
  });

  it('have one subject; what is a reply already stays as it is', () => {
    expect(subjectIn([], 'Hello')).toBe('Hello');
    expect(subjectIn([sent('<1@x>')], 'Hello')).toBe('Re: Your order');
    expect(subjectIn([sent('<1@x>', 'a@x', 'Re: Your order')], 'Hello')).toBe('Re: Your order');
    expect(subjectIn([sent('<1@x>', 'a@x', '回复：订单')], 'Hello')).toBe('回复：订单');
  });
});
