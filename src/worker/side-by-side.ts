// Organisations by turns, none held up by another: whoever takes longer than a turn goes on by itself. One whose mail server hangs
// for minutes keeps nobody else's messages waiting (T29).
import type { Organization } from '#storage/organizations/organizations.ts';

export type SideBySideOptions = {
  /** Never rejects. */
  readonly visit: (organization: Organization) => Promise<void>;
  /** How long the next waits for one, in real time: those with little to do are done by then, and don't all come at once. */
  readonly turnMs: number;
};

export class SideBySide {
  private readonly options: SideBySideOptions;
  private readonly underWay = new Map<number, Promise<void>>();
  private readonly wantedAgain = new Set<number>();

  constructor(options: SideBySideOptions) {
    this.options = options;
  }

  /** One that is still under way from before is visited once more when that has ended: it may have looked already. */
  async visit(organization: Organization): Promise<void> {
    const { id } = organization;
    if (this.underWay.has(id)) {
      this.wantedAgain.add(id);
      return;
    }
    const visit = this.visitAsWanted(organization);
    this.underWay.set(id, visit);
    await atMost(this.options.turnMs, visit);
  }

  private async visitAsWanted(organization: Organization): Promise<void> {
    const { id } = organization;
    do {
      this.wantedAgain.delete(id);
      await this.options.visit(organization);
    } while (this.wantedAgain.has(id));
    this.underWay.delete(id);
  }

  /** When all that is under way has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.underWay.values());
  }
}

async function atMost(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((done) => (timer = setTimeout(done, ms)));
  await Promise.race([work, passed]);
  clearTimeout(timer);
}
