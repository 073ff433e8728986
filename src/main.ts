// The only file that puts everything together: the environment, the command line, and what its commands start. It decides
// nothing else.
import { setTimeout as pause } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { createLogger } from '#api/log.ts';
import { demo } from '#assembly/demo.ts';
import { foundOrganization } from '#assembly/found-organization.ts';
import { machineHabits } from '#assembly/machine-habits.ts';
import { serve, type ServeOptions, work } from '#assembly/serve.ts';
import { openBeside, openSession } from '#assembly/session.ts';
import { StartRefusal, Stops } from '#assembly/starting.ts';
import { runCommandLine } from '#cli/command-line.ts';
import type { Programs } from '#cli/programs.ts';
import type { Terminal } from '#cli/terminal.ts';
import { type Config, ConfigRefusal, readEnvironment } from '#config';
import { migrate } from '#storage/migrate.ts';
import { EmbeddedRefusal } from '#storage/embedded-refusal.ts';
import { listOrganizations } from '#storage/organizations/organizations.ts';
import metadata from '../package.json' with { type: 'json' };

/** A message on its way to a slow mail server is let finish. */
const DRAIN_MS_MAX = 60_000;
const END_EARLY_MS_MAX = 10_000;
/** As shells count: 128 and the number of the signal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** `cadenza` with these words. Sets the exit code, or ends the process where a signal does. */
export async function main(words: readonly string[]): Promise<void> {
  const terminal = openTerminal();
  try {
    process.exitCode = await runCommandLine(words, { terminal, programs: programs(terminal) });
  } catch (error) {
    terminal.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

function openTerminal(): Terminal {
  // Whoever reads our answer may have enough of it: “cadenza cadence list | head -1”.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { stderr } = process;
  const redraw = (line: string) => void stderr.write(`\r\u001B[2K${line.slice(0, (stderr.columns || 80) - 1)}`);
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    error: (text) => void stderr.write(`${text}\n`),
    redraw: stderr.isTTY ? redraw : null,
  };
}

function programs(terminal: Terminal): Programs {
  return {
    serve: ({ onReady, logTo, ...order }) =>
      untilSignal(terminal, async (config, stops) => {
        const serving = await serve({ config, log: createLogger(config.logLevel, process[logTo]), ...order }, stops);
        onReady(serving);
        return serving;
      }),
    work: ({ onReady, logTo }) =>
      untilSignal(terminal, async (config, stops) => {
        const options: ServeOptions = {
          config,
          log: createLogger(config.logLevel, process[logTo]),
          worker: 'with',
          sample: 'when_trying',
        };
        const working = await work(options, stops);
        onReady();
        return working;
      }),
    migrate: () =>
      stopping(async (config, stops) => {
        const database = await openBeside(quietly(config), stops);
        await migrate(database);
        return { organizations: (await listOrganizations(database)).length };
      }),
    demo: (order) => stopping((_config, stops) => demo(order, stops)),
    inSession: (who, use) => stopping(async (config, stops) => use(await openSession(quietly(config), who, stops))),
    inInstallation: (use) =>
      stopping(async (config, stops) => {
        const database = await openBeside(quietly(config), stops);
        return use({ database, clock: () => Date.now(), publicUrl: config.publicUrl });
      }),
    createOrganization: (wanted) =>
      stopping(async (config, stops) => foundOrganization(config, await openBeside(quietly(config), stops), wanted)),
    version: metadata.version,
    language: machineHabits().language,
  };
}

/** Commands answer on stdout, so nothing may be logged there. */
function quietly(config: Config) {
  return { config, log: createLogger('silent') };
}

/** Runs to its end and takes down what it started; a signal ends it on the way, with the code that shells expect. */
async function stopping<T>(run: (config: Config, stops: Stops) => Promise<T>): Promise<T> {
  const stops = new Stops();
  const running = Promise.resolve().then(() => run(readEnvironment(), stops));
  const handlers = (['SIGINT', 'SIGTERM'] as const).map((signal) => {
    const handler = (): void => {
      void endEarly(running, stops).finally(() => {
        process.exit(SIGNALS[signal]);
      });
    };
    process.once(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  try {
    return await running;
  } finally {
    // What is taken away under it by a signal is no failure of its own: then the process ends.
    await (stops.isStopping ? new Promise<never>(() => {}) : stops.all());
    for (const remove of handlers) remove();
  }
}

/** What was being started in this moment is let finish, for only then it can be stopped. */
async function endEarly(running: Promise<unknown>, stops: Stops): Promise<void> {
  await stops.all();
  await Promise.race([Promise.allSettled([running]), pause(END_EARLY_MS_MAX)]);
  await stops.all();
}

type Lasting = { readonly failed: Promise<string> };

/** Runs until a signal comes or it can't go on. Ends the process itself: with 0 after a signal and a clean stop, else with 1. */
async function untilSignal(
  terminal: Terminal,
  start: (config: Config, stops: Stops) => Promise<Lasting>,
): Promise<never> {
  const stops = new Stops();
  try {
    const starting = start(readEnvironment(), stops);
    const onTimeout = () => terminal.error(`Stopping took longer than ${DRAIN_MS_MAX / 1000} seconds; gave up.`);
    closeWithGrace({ delay: DRAIN_MS_MAX, logger: false, onTimeout }, async ({ err }) => {
      if (err !== undefined) terminal.error(sentenceOf(err));
      await starting;
      await stops.all();
    });
    const { failed } = await starting;
    // Thrown where nobody catches it, so that it stops everything, as any error does that nobody expected.
    void failed.then((sentence) => Promise.reject(new StartRefusal(sentence)));
    return await new Promise<never>(() => {});
  } catch (error) {
    await stops.all().catch(() => undefined);
    terminal.error(sentenceOf(error));
    return process.exit(1);
  }
}

function sentenceOf(error: unknown): string {
  const isForPeople =
    error instanceof StartRefusal || error instanceof EmbeddedRefusal || error instanceof ConfigRefusal;
  if (isForPeople) return error.message;
  return `Cadenza can't go on: ${error instanceof Error ? error.message : String(error)}`;
}
