import { isOfSettings, lookAtPages } from '#test/browser/look-at-pages.ts';

lookAtPages(isOfSettings);
