// Steps through a text word by word: blanks between words don't count, nor does the size of letters.

const BLANK = /\s/;
/** People who write Chinese write these without switching. */
const SAME_MARKS: Readonly<Record<string, string>> = { '（': '(', '）': ')' };
const COMMAS = new Set([',', '，', '、']);
const CLOSING: Readonly<Record<string, string>> = { '“': '”', '"': '"' };

export class TextReader {
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skipBlanks();
    return this.at >= this.text.length;
  }

  /** Whether these words stand here; they are stepped over then. No words at all always do. */
  take(words: string): boolean {
    const start = this.at;
    for (const word of words.split(' ')) {
      if (word === '') continue;
      this.skipBlanks();
      if (!this.isWordHere(word)) {
        this.at = start;
        return false;
      }
      this.at += word.length;
    }
    return true;
  }

  takeComma(): boolean {
    const start = this.at;
    this.skipBlanks();
    if (COMMAS.has(this.text[this.at] ?? '')) {
      this.at += 1;
      return true;
    }
    this.at = start;
    return false;
  }

  /** What stands in quotation marks here, a closing one written twice standing for itself; null: nothing does. */
  takeQuoted(): string | null {
    const start = this.at;
    this.skipBlanks();
    const closing = CLOSING[this.text[this.at] ?? ''];
    if (closing !== undefined) {
      for (let end = this.at + 1; end < this.text.length; end++) {
        if (this.text[end] !== closing) continue;
        if (this.text[end + 1] === closing) {
          end += 1;
          continue;
        }
        const inside = this.text.slice(this.at + 1, end).replaceAll(closing + closing, closing);
        this.at = end + 1;
        return inside;
      }
    }
    this.at = start;
    return null;
  }

  /** `pattern` is sticky. */
  takeToken(pattern: RegExp): string | null {
    const start = this.at;
    this.skipBlanks();
    pattern.lastIndex = this.at;
    const [token] = pattern.exec(this.text) ?? [];
    this.at = token === undefined ? start : this.at + token.length;
    return token ?? null;
  }

  private skipBlanks(): void {
    while (BLANK.test(this.text[this.at] ?? '')) this.at += 1;
  }

  /** "is" doesn't stand in "island". */
  private isWordHere(word: string): boolean {
    const here = this.text.slice(this.at, this.at + word.length);
    if (here.toLowerCase() !== word.toLowerCase() && (SAME_MARKS[here] ?? here) !== word) return false;
    const isAscii = /[a-z\d]$/i.test(word);
    return !isAscii || !/[a-z\d]/i.test(this.text[this.at + word.length] ?? '');
  }
}
