// What the reference page is shown with. The page allows nothing else, and nothing from elsewhere.

export const referenceStyle = `
:root { color-scheme: light dark; font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
  --line: light-dark(#dee2e6, #3b3f45); --quiet: light-dark(#5c636a, #a6adb4); --accent: light-dark(#4338ca, #a5b4fc) }
html { background: light-dark(#fff, #16181c); color: light-dark(#1c1f23, #e9ecef) }
body { max-width: 76rem; margin: 0 auto; padding: 1.5rem; display: grid; grid-template-columns: 13rem 1fr; gap: 0 2rem }
header { grid-column: 1 / -1 }
small, i, #found { color: var(--quiet); font-style: normal }
a { color: var(--accent) }
nav ul { list-style: none; padding: 0; position: sticky; top: 1rem }
input { font: inherit; width: min(30rem, 100%); padding: .4rem .7rem; border: 1px solid var(--line); border-radius: .4rem }
label { display: block; font-weight: 600 }
details { border-top: 1px solid var(--line); padding: .4rem 0; overflow-wrap: anywhere }
summary { cursor: pointer }
h2 { margin: 1.5rem 0 .5rem } h3 { font-size: 1rem; margin: 1rem 0 .2rem }
main ul { margin: 0; padding-inline-start: 1.4rem }
code { font-size: .9em }
b { display: inline-block; min-width: 4.2rem; font-size: .8rem }
.get { color: light-dark(#0b6b3a, #69db7c) } .post { color: light-dark(#1558b0, #74c0fc) }
.put, .patch { color: light-dark(#8a4b00, #ffc078) } .delete { color: light-dark(#b02a2a, #ffa8a8) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
@media (max-width: 50rem) { body { display: block } nav ul { position: static } }
`;

export const referenceScript = `
const field = document.querySelector('#search');
const parts = [...document.querySelectorAll('details')].map((part) => [part, part.textContent.toLowerCase()]);
const look = () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let found = 0;
  for (const [part, text] of parts) {
    part.hidden = !words.every((word) => text.includes(word));
    if (!part.hidden) found += 1;
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = section.querySelector('details:not([hidden])') === null;
  }
  document.querySelector('#found').textContent = words.length === 0 ? '' : found + ' found';
};
const open = () => {
  const part = document.getElementById(location.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
};
field.addEventListener('input', look);
addEventListener('hashchange', open);
open();
look();
`;
