// What was started must be stopped, the last one first, whatever happens in between.

/** A start that can't go on for a reason outside the program; the message is one sentence for people. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

export class Stops {
  private readonly stops: (() => Promise<void>)[] = [];
  private stopping: Promise<void> | null = null;

  get isStopping(): boolean {
    return this.stopping !== null;
  }

  /** What comes while everything stops is stopped as well. */
  push(stop: () => Promise<void>): void {
    this.stops.push(stop);
    if (this.stopping !== null) this.stopping = this.stopping.then(() => this.each());
  }

  /** Whoever calls again waits for the same end. What fails doesn't keep the others from stopping. */
  all(): Promise<void> {
    return (this.stopping ??= this.each());
  }

  private async each(): Promise<void> {
    const failures: unknown[] = [];
    for (let next = this.stops.pop(); next !== undefined; next = this.stops.pop()) {
      await next().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
