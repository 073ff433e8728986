import type { FastifyInstance } from 'fastify';

export type Listening =
  | { readonly kind: 'listening' }
  /** In one sentence, for people. */
  | { readonly kind: 'impossible'; readonly sentence: string };

/** Opens the socket. A taken or forbidden port is an answer; anything else throws. */
export async function listen(app: FastifyInstance, at: { host: string; port: number }): Promise<Listening> {
  try {
    await app.listen(at);
    return { kind: 'listening' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      return impossible(`Port ${at.port} is taken by another program; stop that, or set PORT to another one.`);
    }
    if (code === 'EACCES')
      return impossible(`Port ${at.port} needs rights that we don't have; set PORT to one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      return impossible(`This machine has no address ${at.host}; set HOST to one that it has, or to 127.0.0.1.`);
    }
    throw error;
  }
}

function impossible(sentence: string): Listening {
  return { kind: 'impossible', sentence };
}
