// At which command a refusal was given, as mail systems tell it in their reports. It decides what "user unknown" is worth:
// said of the address it is final, said after the body it is as often a filter's excuse.
import type { ReplyStage } from '../sort-reply.ts';

type Told = readonly [ReplyStage, readonly RegExp[]];

const TOLD: readonly Told[] = [
  [
    'rcpt',
    [
      /in reply to RCPT TO/i, // Postfix
      /after (pipelined )?RCPT( TO| command)/i, // Exim, GMX
      />>> ?RCPT TO: ?</i, // Sendmail's transcript
      /did not like our RCPT TO/i, // DragonFly
      /\[RCPT_TO\]/, // Yahoo
      /SMTP:RCPT/, // dialogue named by the command, as gateways do
      /does not like recipient/i, // qmail
      /\(state 14\)/, // Gmail, until 2014
      /RCPT TO command/i, // 1&1
    ],
  ],
  [
    'mail',
    [
      /in reply to MAIL FROM/i,
      /after (pipelined )?MAIL FROM/i,
      />>> ?MAIL FROM: ?</i,
      /did not like our MAIL FROM/i,
      /\[MAIL_FROM\]/,
      /sender was rejected/i, // qmail
      /for MAIL FROM command/i,
    ],
  ],
  [
    'final',
    [
      /in reply to (the )?(end of )?DATA/i,
      /after (the )?(pipelined )?(end of )?data/i,
      />>> ?DATA\b/i,
      /did not like our (final )?DATA/i,
      /\[(DATA|BODY)\]/,
      /failed after I sent the message/i, // qmail
      /for (TEXT|DATA) command/i,
      /\(DATA\)/,
      /SMTP:DATA/,
      /\(state 1[78]\)/, // Gmail
    ],
  ],
  [
    'session',
    [
      /refused to talk to me/i, // Postfix
      /in reply to (EHLO|HELO|STARTTLS)/i,
      /after (EHLO|HELO|STARTTLS|initial connection)/i,
      />>> ?(EHLO|HELO|STARTTLS|QUIT)/,
      /did not like our (EHLO|HELO)/i,
      /greeting failed|initial banner/i,
    ],
  ],
];
/** Said of the address itself, at whatever command: by the reporting system of its own, or by servers that answer so late. */
const OF_THE_ADDRESS: readonly RegExp[] = [
  /delivery error: dd This user doesn't have|mail action aborted, mailbox not found/i, // Yahoo, which says so after the body only
  /destinataire invalide.{0,40}invalid recipient/i, // Orange and La Poste, the same
  /\b542 \S{1,200} rejected/i, // MessageLabs, for an address that isn't registered there
  /server has rejected address/i, // Oracle Messaging Server, Apple
  /\*\* address not found \*\*/i, // Gmail, of its own judgement
  /recipient name is not recognized|RecipNotFound/i, // Exchange of itself
  /not listed in (public|domino|the)|non r.pertori. dans|no se encuentra en el directorio|ディレクトリ(には|のリストに)/i, // Notes, Domino of themselves
  /^[^\w\n]{0,20}(unknown user|invalid (final delivery )?userid): /im, // IMail of itself
  /unknown local[- ]part/i, // Exim of itself
];
/** The first refusal in a transcript of a dialogue. */
const REFUSED_IN_DIALOGUE = /<<< ?[45]\d\d/;

/** Null when it isn't told. */
export function stageIn(folded: string): ReplyStage | null {
  const text = folded.replace(/\n[ \t]{1,40}/g, ' ');
  if (OF_THE_ADDRESS.some((pattern) => pattern.test(text))) return 'rcpt';
  const refused = REFUSED_IN_DIALOGUE.exec(text);
  const told = stagesTold(refused === null ? text : text.slice(0, refused.index));
  return (refused === null ? told[0] : told.at(-1))?.stage ?? null;
}

function stagesTold(text: string): { stage: ReplyStage; at: number }[] {
  const told = TOLD.flatMap(([stage, patterns]) =>
    patterns.flatMap((pattern) => {
      const at = text.search(pattern);
      return at === -1 ? [] : [{ stage, at }];
    }),
  );
  return told.sort((a, b) => a.at - b.at);
}
