// How well the bounce reader agrees with a reference on real messages (E-7, P26). Exits 1 below what the product promises, or
// when it takes anything for a hard bounce that is none.
//
//   npm run bounces -- DIR EXPECTED.json [--replies ../shared/data/replies] [--verbose]
//
// EXPECTED.json: { "name.eml": [{ "kind", "status", "replyCode", "statusInMessage", "replyCodeInMessage" }, …] }
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Asked, bounceAgreement, hardBouncesIn } from '#test/bounce-agreement.ts';

const LEAST: readonly (readonly [Asked, number])[] = [
  ['kind', 96],
  ['status', 95],
  ['replyCode', 95],
];

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replies: { type: 'string', default: '../shared/data/replies' },
    verbose: { type: 'boolean', default: false },
  },
});
const [directory, expectedPath] = positionals;
if (directory === undefined || expectedPath === undefined) {
  console.error('Which messages, and what is expected of them? npm run bounces -- DIR EXPECTED.json');
  process.exit(2);
}
const { asked, disagreements, falselyHard } = await bounceAgreement(directory, expectedPath);
if (asked.kind.of === 0) {
  console.error(`None of the messages of ${expectedPath} is in ${directory}.`);
  process.exit(2);
}
if (args.verbose) for (const line of disagreements) console.log(line);
const hasReplies = existsSync(args.replies);
const wrong = [...falselyHard, ...(hasReplies ? await hardBouncesIn(args.replies) : [])];
let isEnough = wrong.length === 0;
for (const [what, least] of LEAST) {
  const { of, right } = asked[what];
  const share = of === 0 ? 100 : (100 * right) / of;
  if (share < least) isEnough = false;
  console.log(`${what}: ${right} of ${of} (${share.toFixed(1)} %, at least ${least} %)`);
}
const without = hasReplies ? '' : ` (no replies at ${args.replies})`;
console.log(`false hard bounces: ${wrong.length}${without} ${wrong.join(' ')}`.trimEnd());
process.exit(isEnough ? 0 : 1);
