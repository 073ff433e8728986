/** HTML that shows the form within a page of somebody's. */
export function embedCode({ url, name }: { readonly url: string; readonly name: string }): string {
  return `<iframe src="${escaped(url)}" title="${escaped(name)}" width="100%" height="640" style="border:0"></iframe>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
