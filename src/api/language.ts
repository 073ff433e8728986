import type { FastifyRequest } from 'fastify';
import type { Language } from '#contract/errors.ts';

type Wish = { readonly language: Language; readonly weight: number };

/** What the request asks for, else the caller's language, else the organisation's, else English. */
export function languageOf(request: FastifyRequest): Language {
  const { caller } = request;
  const own = caller?.member.preferences.language ?? caller?.organization.language;
  return wishedLanguage(request.headers['accept-language'] ?? '') ?? own ?? 'en';
}

/** Reads an Accept-Language header. Null: it names none of ours. */
export function wishedLanguage(header: string): Language | null {
  const wishes = header.split(',').flatMap(readWish);
  const best = wishes.reduce<Wish | null>((a, b) => (a === null || b.weight > a.weight ? b : a), null);
  return best === null || best.weight === 0 ? null : best.language;
}

function readWish(text: string): Wish[] {
  const [tag = '', ...params] = text.split(';').map((part) => part.trim().toLowerCase());
  const language = tag.split('-')[0];
  if (language !== 'zh' && language !== 'en') return [];
  const weight = Number(params.find((param) => param.startsWith('q='))?.slice(2) ?? 1);
  return [{ language, weight: Number.isFinite(weight) ? weight : 0 }];
}
