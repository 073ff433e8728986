// What the navigation shows beside the modules of records, in its order: a line per page, once it exists.
import {
  ArrowPathRoundedSquareIcon,
  CheckCircleIcon,
  Cog6ToothIcon,
  EnvelopeIcon,
  ExclamationTriangleIcon,
  HomeIcon,
  InboxIcon,
} from '@heroicons/react/20/solid';
import type { ComponentType, SVGProps } from 'react';
import type { Answer } from '#web/api/call.ts';
import type { PlainKey } from '#web/i18n/words.ts';
import { paths } from '#web/paths.ts';
import type { Me } from '#web/session/me.ts';
import type { shellWords } from '#web/shell/words.ts';
import { lazily } from '#web/ui/on-demand.tsx';

const ReviewBadge = lazily(async () => (await import('#web/features/reviews/review-badge.tsx')).ReviewBadge);

/** Without parameters. */
type PlainPath = Exclude<(typeof paths)[keyof typeof paths], `${string}$${string}`>;

export type Module = {
  readonly path: PlainPath;
  readonly word: PlainKey<typeof shellWords.en>;
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** Beside the word: how much waits there. */
  readonly badge?: ComponentType;
  /** Left out: for everybody. `sending` is null until it is known. */
  readonly isFor?: (about: { readonly me: Me; readonly sending: Answer<'getSending'> | null }) => boolean;
};

export const modules: readonly Module[] = [
  { path: paths.home, word: 'start', icon: HomeIcon },
  { path: paths.activities, word: 'activities', icon: CheckCircleIcon },
  { path: paths.cadences, word: 'cadences', icon: ArrowPathRoundedSquareIcon },
  { path: paths.templates, word: 'templates', icon: EnvelopeIcon },
  {
    path: paths.mailbox,
    word: 'mailbox',
    icon: InboxIcon,
    isFor: ({ sending }) => sending?.developmentMailbox === true,
  },
  { path: paths.reviews, word: 'reviews', icon: ExclamationTriangleIcon, badge: ReviewBadge },
  { path: paths.settings, word: 'settings', icon: Cog6ToothIcon },
];
