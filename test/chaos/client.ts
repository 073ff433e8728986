// A client that makes leads and enrolls them, asks again until it is answered, and writes down only what it was answered: the
// log that the database is compared with in the end.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { House } from '#test/chaos/house.ts';

/** A lead whose making and enrolling were acknowledged. */
export type Acknowledged = { readonly lead: string; readonly name: string };

const ASK_AGAIN_MS = 100;
const ANSWER_WITHIN_MS = 10_000;
/** So that a minute has as many requests as an API key may make. */
const BETWEEN_MS = 500;

export class Client {
  readonly acknowledged: Acknowledged[] = [];
  /** How often it had to ask again. */
  retries = 0;
  private readonly house: House;
  private readonly key: string;
  private isStopping = false;
  private made = 0;

  constructor(house: House, key: string) {
    this.house = house;
    this.key = key;
  }

  /** Until `stop`; what was begun is finished first. */
  async work(cadence: string, hands: number): Promise<void> {
    const hand = async (): Promise<void> => {
      while (!this.isStopping) {
        await this.makeOne(cadence);
        await pause(BETWEEN_MS);
      }
    };
    await Promise.all(Array.from({ length: hands }, hand));
  }

  stop(): void {
    this.isStopping = true;
  }

  /** The id of the cadence of that name. */
  async cadenceNamed(name: string): Promise<string> {
    const { items } = await this.ask<{ items: { id: string; name: string }[] }>('GET', '/cadences');
    const found = items.find((cadence) => cadence.name === name);
    if (found === undefined) throw new Error(`there is no cadence ${name}`);
    return found.id;
  }

  private async makeOne(cadence: string): Promise<void> {
    const name = `Chaos ${++this.made}`;
    const values = { last_name: name, email: `chaos.${this.made}@harbour.invalid` };
    const { id } = await this.ask<{ id: string }>('POST', '/leads', { values });
    await this.ask('POST', `/cadences/${cadence}/enroll`, { records: [id] });
    this.acknowledged.push({ lead: id, name });
  }

  /** Asked under one key until there is an answer that says what came of it. */
  private async ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const idempotency = randomUUID();
    for (;;) {
      const answer = await this.askOnce(method, path, { body, idempotency });
      if (answer !== null && answer.ok) return (await answer.json()) as Answer;
      if (answer !== null && answer.status < 500 && answer.status !== 409 && answer.status !== 429)
        throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      this.retries += 1;
      await pause(ASK_AGAIN_MS);
    }
  }

  /** Null: nobody answered. */
  private async askOnce(
    method: string,
    path: string,
    { body, idempotency }: { readonly body: object | undefined; readonly idempotency: string },
  ): Promise<Response | null> {
    const headers = {
      authorization: `Bearer ${this.key}`,
      'idempotency-key': idempotency,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const sent = { method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return fetch(`${this.house.url}/api/v1${path}`, sent).catch(() => null);
  }
}
