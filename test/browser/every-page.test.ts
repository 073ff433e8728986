import { isOfSettings, lookAtPages } from '#test/browser/look-at-pages.ts';

lookAtPages((picture) => !isOfSettings(picture));
