// Short answers to strangers, whose language nobody knows: in both.
import type { FastifyReply } from 'fastify';
import { escapeHtml, page } from '#api/pages/page.ts';

export function sendPage(reply: FastifyReply, status: number, english: string, chinese: string): FastifyReply {
  const body = `<p>${escapeHtml(english)}</p>\n<p lang="zh-CN">${escapeHtml(chinese)}</p>`;
  return reply.code(status).type('text/html; charset=utf-8').send(page('Cadenza', body));
}
