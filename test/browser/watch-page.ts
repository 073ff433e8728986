// What a page must not do unseen: log an error, break the content security policy, lose a request.
import type { Page } from 'playwright-core';

export type Complaints = {
  add(complaint: string): void;
  /** Until the next `take`. */
  allow(complaint: RegExp): void;
  /** What came since the last time and wasn't allowed. */
  take(): string[];
};

export function listenForComplaints(): Complaints {
  let heard: string[] = [];
  let allowed: RegExp[] = [];
  return {
    add: (complaint) => void heard.push(complaint),
    allow: (complaint) => void allowed.push(complaint),
    take: () => {
      const left = heard.filter((complaint) => !allowed.some((each) => each.test(complaint)));
      heard = [];
      allowed = [];
      return left;
    },
  };
}

/** Playwright's clock is a script too, and in the frames of mails none runs. */
const CLOCK_IN_MAIL = /^Blocked script execution in 'about:srcdoc'/;

export function watchPage(page: Page, { add }: Pick<Complaints, 'add'>): void {
  page.on('console', (message) => {
    // Refusals by the content security policy are errors of the console too.
    if (message.type() === 'error' && !CLOCK_IN_MAIL.test(message.text()))
      add(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => add(`thrown: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Whoever leaves a page gives up what it was still asking for.
    if (why !== 'net::ERR_ABORTED') add(`request failed: ${request.method()} ${request.url()} ${why}`);
  });
}
