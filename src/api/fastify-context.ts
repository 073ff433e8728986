// What we hang on Fastify's objects, typed once.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#actions/accounts/caller.ts';
import type { Access } from '#contract/scopes.ts';
import type { Instant } from '#core/time/instant.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. A route without it doesn't register. */
    access?: Access;
    /** For changes whose authority lies in their address alone, a token: then it doesn't matter which site asks. */
    askedBy?: 'any_site';
  }
  interface FastifyRequest {
    /** Set before any handler runs; null: nobody is signed in. */
    caller: Caller | null;
  }
  interface FastifyInstance {
    clock(): Instant;
  }
}

/** The HTTP behind a typed input: for cookies, headers and streams only. */
export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
