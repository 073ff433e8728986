import type { Steps } from '#worker/steps.ts';

/** A pause that can be cut short; a ring while nobody waits is remembered. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.rung && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = null;
    this.rung = false;
  }
}

/** Those of the loops that are woken by what happens. */
export class Bells {
  private readonly hung: { readonly step: keyof Steps; readonly bell: Bell }[] = [];

  of(step: keyof Steps): Bell {
    const bell = new Bell();
    this.hung.push({ step, bell });
    return bell;
  }

  ringAll(): void {
    for (const { bell } of this.hung) bell.ring();
  }

  ringBut(done: keyof Steps): void {
    for (const { step, bell } of this.hung) if (step !== done) bell.ring();
  }
}
