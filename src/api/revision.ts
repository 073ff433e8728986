// A thing's revision is its ETag: told with it, and asked back with a change, as If-Match or in the body.
import type { Exchange } from '#api/fastify-context.ts';

/** Fits no revision: an ETag that isn't one of ours is of something else. */
const NO_REVISION = -1;

/** Null: change it whatever it is by now. */
export function revisionWanted({ request }: Exchange, inBody: number | null | undefined): number | null {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return inBody ?? null;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  return revision === undefined ? NO_REVISION : Number(revision);
}

/** Gives back what is answered. */
export function withETag<T extends { readonly revision: number }>({ reply }: Exchange, answer: T): T {
  void reply.header('etag', `"${answer.revision}"`);
  return answer;
}
