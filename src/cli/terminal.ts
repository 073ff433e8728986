// Where a command speaks: answers on stdout, everything else on stderr.

export type Terminal = {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Puts a line in the place of the one it put there before; null where stderr is no terminal. */
  readonly redraw: ((line: string) => void) | null;
};

export type Progress = {
  /** From 0 to 1, and what is being done. */
  readonly show: (share: number, what: string) => void;
  readonly end: () => void;
};

const BAR_WIDTH = 24;

/**
 * Ours, as @clack/prompts' one ends the process by itself at Ctrl-C (with 0, tried 2026-11-21 with 1.9.0), so that a database we
 * launched would run on.
 */
export function startProgress({ redraw }: Terminal): Progress {
  if (redraw === null) return { show: () => undefined, end: () => undefined };
  let last = '';
  const draw = (line: string): void => {
    if (line !== last) redraw(line);
    last = line;
  };
  return {
    show: (share, what) => {
      const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
      draw(`${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${what}`);
    },
    end: () => draw(''),
  };
}
