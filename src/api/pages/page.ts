// The few pages that the server writes itself. No scripts; the one style is allowed by its hash.
import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem }
button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .5rem; background: #4263eb; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #91a7ff; outline-offset: 2px }
`;

/** What the content security policy needs to let the style through. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** `body` is HTML; whatever came from outside is escaped in it already. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
${body}
</main>
</html>
`;
}
