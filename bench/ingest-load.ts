// Clicks as fast as they are answered, over so many connections at once, from a process of its own. Written on bare sockets:
// a client that costs as much as the server would measure itself.
import { connect } from 'node:net';

export type Load = {
  readonly port: number;
  readonly paths: readonly string[];
  readonly connections: number;
  readonly durationMs: number;
};
export type Answered = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number };

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const END_OF_HEAD = '\r\n\r\n';

export async function click({ port, paths, connections, durationMs }: Load): Promise<Answered> {
  const times: number[] = [];
  const began = performance.now();
  const until = began + durationMs;
  let next = 0;
  const clicker = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let askedAt = 0;
      const ask = (): void => {
        askedAt = performance.now();
        if (askedAt >= until) return void socket.end(resolve);
        const path = paths[next++ % paths.length];
        socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nUser-Agent: ${BROWSER}${END_OF_HEAD}`);
      };
      socket.setNoDelay(true).setEncoding('latin1').on('error', reject).on('connect', ask);
      let answer = '';
      socket.on('data', (text: string) => {
        answer += text;
        if (!answer.endsWith(END_OF_HEAD)) return; // a redirect has no body
        if (!answer.startsWith('HTTP/1.1 302')) return reject(new Error(answer));
        answer = '';
        times.push(performance.now() - askedAt);
        ask();
      });
    });
  await Promise.all(Array.from({ length: connections }, clicker));
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}
