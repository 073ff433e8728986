import type { Step } from '#worker/steps.ts';

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

/** Of a loop: rung for the organisations that it shall visit. */
export class DoorBell extends Bell {
  private wanted = new Set<number>();

  ringFor(organization: number): void {
    this.wanted.add(organization);
    this.ring();
  }

  /** For whom it was rung since the last time. */
  take(): ReadonlySet<number> {
    const { wanted } = this;
    this.wanted = new Set();
    return wanted;
  }
}

/** Those of the loops that are woken by what happens, by organisation. */
export class Bells {
  private readonly hung: { readonly step: Step; readonly bell: DoorBell }[] = [];

  of(step: Step): DoorBell {
    const bell = new DoorBell();
    this.hung.push({ step, bell });
    return bell;
  }

  ring(organization: number, isWanted: (step: Step) => boolean = () => true): void {
    for (const { step, bell } of this.hung) if (isWanted(step)) bell.ringFor(organization);
  }
}
