// The server of the bench of opens and clicks: everything that production runs, on loopback, taking down what comes in one
// of two ways.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepDefinitions } from '#actions/enrollments/definitions.ts';
import { takeVisits } from '#actions/mail/take-visits.ts';
import { createTrackingDesk, type TrackingDesk } from '#actions/mail/tracking-desk.ts';
import { createLogger } from '#api/log.ts';
import { openConnections } from '#assembly/connections.ts';
import { assembleMail, servicesOf } from '#assembly/mail.ts';
import { createTokens } from '#channels/email/token.ts';
import { keepFilesIn } from '#storage/files/local-files.ts';
import { buildQuietServer } from '#test/quiet-server.ts';
import type { Stage } from './leads-stage.ts';

const PUBLIC_URL = 'http://127.0.0.1:3000';
const DELIVERIES = 10_000;

export type Way = 'batched' | 'one_by_one';
export type IngestServer = { readonly port: number; close(): Promise<void> };

const tokens = createTokens(randomBytes(32));

/** Where the links of some messages lead. */
export function linkPaths({ organization }: Stage): string[] {
  return Array.from({ length: DELIVERIES }, (_, i) => {
    const link = { organization: organization.id, delivery: String(i + 1), link: 0, url: 'https://shop.example/' };
    return `/t/c/${tokens.linkToken(link)}`;
  });
}

export async function openIngestServer(stage: Stage, way: Way): Promise<IngestServer> {
  const { database } = stage;
  const secret = 'a secret of the bench that is long enough';
  const log = createLogger('error', process.stderr);
  const settings = { publicUrl: PUBLIC_URL, secret, clock: Date.now };
  const mail = await assembleMail({ ...settings, database, smtp: null });
  const batched = createTrackingDesk({ database, tokens, clock: Date.now, spooling: null, mailbox: 'none' });
  const app = await buildQuietServer({
    services: {
      ...servicesOf(mail),
      ...openConnections(secret),
      database,
      publicUrl: new URL(PUBLIC_URL),
      definitions: keepDefinitions(),
      files: keepFilesIn(join(tmpdir(), 'cadenza-bench-files')),
      tracking: way === 'batched' ? batched : oneByOne(stage, batched),
    },
    logger: log,
    clock: Date.now,
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    port: Number(new URL(address).port),
    close: async () => {
      await app.close();
      await mail.stop();
    },
  };
}

/** What everybody writes first: the same row, in a transaction of its own for each request. */
function oneByOne({ database, organization }: Stage, desk: TrackingDesk): TrackingDesk {
  return {
    ...desk,
    clicked: async (token, { at, ...signs }) => {
      const named = tokens.readLinkToken(token);
      if (named === null) return null;
      const { delivery, link, url } = named;
      const visit = { key: crypto.randomUUID(), kind: 'clicked', delivery, link, url, at, signs } as const;
      await takeVisits({ database, organization, now: at, visits: [visit] });
      return { url };
    },
  };
}
