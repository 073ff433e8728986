// Chance from one seed: the same seed, the same run (P22).

export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds shall not begin alike.
    this.state = Math.imul(seed, 0x9e3779b1) >>> 0;
  }

  /** From 0 up to 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to n, n not included. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(among: readonly T[]): T {
    const one = among[this.below(among.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** By weight; what is undefined can't happen now. */
  weighted<T>(options: readonly (readonly [weight: number, what: T])[]): T {
    let left = this.next() * options.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, what] of options) {
      left -= weight;
      if (left < 0) return what;
    }
    throw new Error('nothing to choose from');
  }
}

/** Null: there is nothing to pick from. */
export function pickFrom<T>(random: Random, among: readonly T[]): T | null {
  return among.length === 0 ? null : random.pick(among);
}
