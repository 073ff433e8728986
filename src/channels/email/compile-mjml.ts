// MJML to HTML. The compiler is WebAssembly: no files, no network, memory of its own. What it makes is filled in and then sanitised
// like any other HTML when it is sent.
import { createRequire } from 'node:module';
import type * as Mrml from 'mrml';
import { checkMjml, hideMergeTags } from '#core/message/mjml.ts';
import type { CompileMjml } from '#core/message/template.ts';

const require = createRequire(import.meta.url);
let engine: Mrml.Engine | null = null;

export const compileMjml: CompileMjml = (source) => {
  const fault = checkMjml(source);
  if (fault !== null) return fault;
  const { hidden, restore } = hideMergeTags(source);
  try {
    engine ??= startEngine();
    const made = engine.toHtml(hidden);
    if (made.type === 'success') return { kind: 'compiled', html: restore(made.content) };
    return { kind: 'mjml', line: lineOf(hidden, made), element: '', why: 'not_compiled' };
  } catch {
    // Its memory may be in disorder now.
    engine = null;
  }
  return { kind: 'mjml', line: 1, element: '', why: 'not_compiled' };
};

function lineOf(source: string, failed: Mrml.ToHtmlError): number {
  const details = failed.origin === 'parser' ? failed.details : null;
  const start = details !== null && 'position' in details ? details.position.start : 0;
  return Buffer.from(source).subarray(0, start).toString().split('\n').length;
}

/** A module of its own each time, so that one that failed is not used again. */
function startEngine(): Mrml.Engine {
  Reflect.deleteProperty(require.cache, require.resolve('mrml'));
  const { Engine } = require('mrml') as typeof Mrml; // the module's own types
  const started = new Engine();
  started.setParserOptions({ includeLoader: { type: 'noop' } });
  started.setRenderOptions({ disableComments: false, socialIconOrigin: null, fonts: {} });
  return started;
}
