// Why an address that somebody entered can't be called, as it is told to them.
import type { Refusal } from '#contract/errors.ts';
import type { CallFailure } from '#core/net/outbound.ts';

export type CallRefusal = Refusal<
  'call_address_not_valid' | 'call_address_not_allowed' | 'call_port_not_allowed' | 'call_host_unknown'
>;

const reasons: Readonly<Record<CallFailure, CallRefusal['reason']>> = {
  address_not_valid: 'call_address_not_valid',
  address_not_allowed: 'call_address_not_allowed',
  port_not_allowed: 'call_port_not_allowed',
  host_unknown: 'call_host_unknown',
  unreachable: 'call_host_unknown',
  connection: 'call_host_unknown',
  certificate: 'call_host_unknown',
  timeout: 'call_host_unknown',
  answer_too_large: 'call_host_unknown',
};

export function callRefusal(failure: CallFailure): CallRefusal {
  return { kind: 'refused', reason: reasons[failure] };
}
