import type { FastifyInstance } from 'fastify';
import { page } from '#api/pages/page.ts';

const body = `<h1>Cadenza</h1>
<p>Cadenza is running. Its API is described at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<p lang="zh-CN">Cadenza 正在运行。API 说明见 <a href="/api/openapi.json">/api/openapi.json</a>。</p>`;

export function startPage(app: FastifyInstance): void {
  const options = { config: { access: 'public' }, schema: { hide: true } } as const;
  app.get('/', options, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page('Cadenza', body)));
}
