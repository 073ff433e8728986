// Browsers of their own for the tests of one file. What a test leaves behind is cleared before the next gets its window;
// what stays is the cache, so that the web app isn't fetched and compiled anew for every test.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export type Windows = {
  /** In a context that no other window of this test shares: nothing is kept there, nobody signed in. */
  open(options: BrowserContextOptions): Promise<Page>;
  /** Closes all that are open. */
  leave(): Promise<void>;
  /** Of the contexts in use. */
  each(visit: (context: BrowserContext) => Promise<void>): Promise<void>;
};

export function openWindows(browser: Browser, origin: string): Windows {
  const idle = new Map<string, BrowserContext[]>();
  const used = new Map<BrowserContext, string>();
  const contextFor = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const key = JSON.stringify(options);
    const context = idle.get(key)?.pop() ?? (await browser.newContext(options));
    used.set(context, key);
    return context;
  };
  return {
    open: async (options) => {
      const context = await contextFor(options);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage,indexeddb' });
      await session.detach();
      await context.clearCookies();
      return page;
    },
    leave: async () => {
      const left = [...used];
      used.clear();
      await Promise.all(left.map(([context]) => Promise.all(context.pages().map((page) => page.close()))));
      for (const [context, key] of left) if (!context.isClosed()) idle.set(key, [...(idle.get(key) ?? []), context]);
    },
    each: async (visit) =>
      void (await Promise.all([...used.keys()].filter((context) => !context.isClosed()).map(visit))),
  };
}
