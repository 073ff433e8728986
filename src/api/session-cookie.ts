import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '#core/time/instant.ts';

const options = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** With https the browser itself guards the prefix: no other host and no plain-http page can set such a cookie. */
function cookieName(publicUrl: URL): string {
  return isSecure(publicUrl) ? '__Host-cadenza_session' : 'cadenza_session';
}

export function isSecure(publicUrl: URL): boolean {
  return publicUrl.protocol === 'https:';
}

export function readSessionCookie(request: FastifyRequest, publicUrl: URL): string | null {
  return request.cookies[cookieName(publicUrl)] ?? null;
}

export function setSessionCookie(
  reply: FastifyReply,
  publicUrl: URL,
  session: { readonly token: string; readonly expiresAt: Instant },
): void {
  const expires = new Date(session.expiresAt);
  void reply.setCookie(cookieName(publicUrl), session.token, { ...options, secure: isSecure(publicUrl), expires });
}

/** Of an attempt at single sign-on, which the browser that began it must finish. */
function attemptName(publicUrl: URL): string {
  return isSecure(publicUrl) ? '__Host-cadenza_sign_on' : 'cadenza_sign_on';
}

export function readAttemptCookie(request: FastifyRequest, publicUrl: URL): string | null {
  return request.cookies[attemptName(publicUrl)] ?? null;
}

export function setAttemptCookie(
  reply: FastifyReply,
  publicUrl: URL,
  { attempt, expiresAt }: { readonly attempt: string; readonly expiresAt: Instant },
): void {
  const expires = new Date(expiresAt);
  void reply.setCookie(attemptName(publicUrl), attempt, { ...options, secure: isSecure(publicUrl), expires });
}

export function clearAttemptCookie(reply: FastifyReply, publicUrl: URL): void {
  void reply.clearCookie(attemptName(publicUrl), { ...options, secure: isSecure(publicUrl) });
}

export function clearSessionCookie(reply: FastifyReply, publicUrl: URL): void {
  void reply.clearCookie(cookieName(publicUrl), { ...options, secure: isSecure(publicUrl) });
}
