// The example files, read as anybody's would be.
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { createLiquid } from '#channels/email/liquid.ts';
import { cadenceFile } from '#contract/cadence-file.ts';
import type { CadenceFile } from '#core/cadence/file.ts';
import { renderTemplate } from '#core/message/template.ts';

export function exampleCadence(name: string): CadenceFile {
  const path = new URL(`../examples/cadences/${name}.yaml`, import.meta.url);
  return cadenceFile.parse(parse(readFileSync(path, 'utf8')));
}

/** K-92: every template greets by name, and whoever has none. */
export function expectGreetings(file: CadenceFile): void {
  const language = createLiquid();
  const others = {
    owner: { name: 'Omar Haddad', email: 'omar@harbour.invalid' },
    organization: { name: 'Harbour Trading' },
    unsubscribe_url: 'https://example.invalid/u',
  };
  for (const { subject, html } of Object.values(file.templates ?? {})) {
    for (const [name, greeting] of [
      ['Ada', 'Hi Ada,'],
      [null, 'Hi there,'],
    ] as const) {
      const record = { first_name: name, appointment: '2026-03-20 14:30', application_deadline: '2026-05-15' };
      const rendered = renderTemplate(language, { subject, html, text: null }, { ...others, record });
      expect(rendered).toMatchObject({ kind: 'rendered', html: expect.stringContaining(greeting) });
    }
  }
}
