// Calls that people have the product make to addresses of their choice: webhooks, identity providers.

/** Why one was not made, or came to nothing. */
export const callFailures = [
  'address_not_valid',
  'address_not_allowed',
  'port_not_allowed',
  'host_unknown',
  'unreachable',
  'connection',
  'certificate',
  'timeout',
  'answer_too_large',
] as const;
export type CallFailure = (typeof callFailures)[number];

export type OutboundCall = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** skip: who only asks how it went need not take in what a stranger sends. */
  readonly answer: 'read' | 'skip';
};

export type CallAnswer = {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Outbound = {
  /** Whether an address may be called, as far as can be told now. Null: it may. */
  check(url: string): Promise<CallFailure | null>;
  /** Never throws. A redirect is an answer like any other: nobody follows it. */
  call(call: OutboundCall): Promise<CallAnswer | { readonly kind: 'failed'; readonly failure: CallFailure }>;
};
