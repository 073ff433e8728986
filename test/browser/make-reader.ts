// Takes away from somebody everything but looking at records. By an administrator, who is signed in on the page.
import type { Page } from 'playwright-core';

export async function makeReader(office: Page, name: string): Promise<void> {
  const reading = { modules: {}, otherModules: ['read'], fields: {}, features: [], off: [] };
  await office.evaluate(
    async ([permissions, who]) => {
      const send = async (method: string, path: string, body?: object) => {
        const init =
          body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
        const response = await fetch(`/api/v1/${path}`, { method, ...init });
        return (await response.json()) as { id: string; items: { id: string; name: string }[] };
      };
      const profile = await send('POST', 'settings/profiles', { name: 'Readers', permissions });
      const { items } = await send('GET', 'users');
      const reader = items.find((user) => user.name === who);
      await send('PATCH', `settings/users/${reader?.id}`, { profile: profile.id });
    },
    [reading, name] as const,
  );
}
