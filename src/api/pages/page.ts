// The few pages that the server writes itself. No scripts; the one style is allowed by its hash.
import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem }
button { font: inherit; padding: .6rem 1.4rem; border: 0; border-radius: .5rem; background: #4263eb; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #91a7ff; outline-offset: 2px }
main.form { margin-top: -12vh }
.ask { display: block; margin: 0 0 1.1rem; padding: 0; border: 0 }
.ask > span, .ask > legend { display: block; font-weight: 600 }
.ask input:not([type]), .ask input[type=text], .ask input[type=email], .ask input[type=tel], .ask input[type=url],
.ask input[type=date], .ask select, .ask textarea { font: inherit; box-sizing: border-box; width: 100%; padding: .5rem .7rem;
  border: 1px solid #868e96; border-radius: .5rem; background: Field; color: FieldText }
.ask .wrong { font-weight: 400; color: light-dark(#c92a2a, #ff8787) }
.unseen { position: absolute; left: -200vw }
`;

/** What the content security policy needs to let the style through. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export type PageLook = { readonly language?: 'en' | 'zh'; readonly main?: 'form' };

/** `body` is HTML; whatever came from outside is escaped in it already. */
export function page(title: string, body: string, { language = 'en', main }: PageLook = {}): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main${main === undefined ? '' : ` class="${main}"`}>
${body}
</main>
</html>
`;
}
