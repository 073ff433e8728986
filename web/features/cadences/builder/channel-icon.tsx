import { ChatBubbleLeftRightIcon, CheckCircleIcon, EnvelopeIcon, PhoneIcon } from '@heroicons/react/16/solid';
import type { Channel } from '#core/cadence/response.ts';

const icons = { email: EnvelopeIcon, whatsapp: ChatBubbleLeftRightIcon, task: CheckCircleIcon, call: PhoneIcon };

/** Beside a text that says the channel too. */
export function ChannelIcon({ channel, size = 16 }: { readonly channel: Channel; readonly size?: number }) {
  const Icon = icons[channel];
  return <Icon width={size} height={size} aria-hidden />;
}
