// What the reader finds in messages, against what a reference found in them: per recipient in the order of the message.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readInbound } from '#channels/email/inbound.ts';
import { createTokens } from '#channels/email/token.ts';
import type { InboundMessage } from '#core/message/inbound.ts';

const expectation = z.object({
  kind: z.enum(['hard', 'soft', 'feedback', 'vacation', 'delivered']),
  status: z.string(),
  replyCode: z.string(),
  /** Whether it stands in the message at all: only then it can be asked. */
  statusInMessage: z.boolean(),
  replyCodeInMessage: z.boolean(),
});
const expectedFile = z.record(z.string(), z.array(expectation));
type Expectation = z.infer<typeof expectation>;

export type Asked = 'kind' | 'status' | 'replyCode';
type Found = Readonly<Record<Asked, string>>;
export type Agreement = {
  readonly asked: Record<Asked, { of: number; right: number }>;
  readonly disagreements: string[];
  /** What is no bounce, and was taken for a hard one. */
  readonly falselyHard: string[];
};

const tokens = createTokens(Buffer.from('no message names a delivery of ours'));

export async function bounceAgreement(directory: string, expectedPath: string): Promise<Agreement> {
  const expected = expectedFile.parse(JSON.parse(readFileSync(expectedPath, 'utf8')));
  const none = () => ({ of: 0, right: 0 });
  const agreement: Agreement = {
    asked: { kind: none(), status: none(), replyCode: none() },
    disagreements: [],
    falselyHard: [],
  };
  const present = new Set(readdirSync(directory));
  for (const [name, recipients] of Object.entries(expected)) {
    if (present.has(name)) compareMessage(agreement, name, { recipients, found: await findIn(directory, name) });
  }
  return agreement;
}

/** Of a folder of messages that are no bounces. */
export async function hardBouncesIn(directory: string): Promise<string[]> {
  const names = readdirSync(directory);
  const found = await Promise.all(names.map((name) => findIn(directory, name)));
  return names.filter((_, at) => found[at]?.some(({ kind }) => kind === 'hard'));
}

async function findIn(directory: string, name: string): Promise<Found[]> {
  return foundIn(await readInbound(readFileSync(join(directory, name)), tokens));
}

/** In the words of the reference. */
function foundIn(message: InboundMessage): Found[] {
  if (message.kind === 'bounce')
    return message.reports.map(({ result, status, replyCode }) => ({
      kind: result === 'delayed' ? 'soft' : result,
      status,
      replyCode: replyCode === null ? '' : String(replyCode),
    }));
  const isAbsence = message.kind === 'auto_reply' || (message.kind === 'reply' && message.doubt !== null);
  return [{ kind: isAbsence ? 'vacation' : message.kind, status: '', replyCode: '' }];
}

type Compared = { readonly recipients: readonly Expectation[]; readonly found: readonly Found[] };

function compareMessage(agreement: Agreement, name: string, { recipients, found }: Compared): void {
  const [first] = found;
  // A complaint or an absence is of the whole message, whomever it names.
  const whole = first?.kind === 'feedback' || first?.kind === 'vacation' ? first : undefined;
  for (const [at, wanted] of recipients.entries()) {
    const one = found[at] ?? whole;
    const compare = (what: Asked) => {
      agreement.asked[what].of += 1;
      if (wanted[what] === one?.[what]) agreement.asked[what].right += 1;
      else
        agreement.disagreements.push(
          `${name} ${at + 1} ${what}: expected ${wanted[what]}, found ${one?.[what] ?? 'nothing'}`,
        );
    };
    compare('kind');
    if (wanted.statusInMessage) compare('status');
    if (wanted.replyCodeInMessage) compare('replyCode');
  }
  const isBounce = recipients.some(({ kind }) => kind === 'hard' || kind === 'soft');
  if (!isBounce && found.some(({ kind }) => kind === 'hard')) agreement.falselyHard.push(name);
}
