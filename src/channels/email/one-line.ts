/** A stranger's words as one line of bounded length, fit for a log, a header and a status page. */
export function oneLine(text: string): string {
  return text
    .slice(0, 1_000)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
