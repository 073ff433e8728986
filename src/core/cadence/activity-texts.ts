// What tasks and calls say, written like templates: "Call {{ record.first_name }}". Colleagues read it, so it fails for
// nothing: what is unknown is left out, a title that would be empty stays as it was written.
import type { ActivitySettings } from '#core/cadence/definition.ts';

const TAG = /\{[{%].*?[%}]\}/gs;
const NAME = /[a-z_]\w*/gi;
const SHOWN = /\{\{-?\s*([a-z_][\w.]*)/gi;

/** Every name within tags: the fields are among them. None: there is nothing to fill in. */
export function namesWithin(settings: ActivitySettings): string[] {
  const tags = textsOf(settings).flatMap(([, text]) => text.match(TAG) ?? []);
  return tags.flatMap((tag) => tag.match(NAME) ?? []);
}

/** What each text shows, by its full name: record.first_name. */
export function shownIn(settings: ActivitySettings): { readonly text: string; readonly name: string }[] {
  return textsOf(settings).flatMap(([text, source]) => namesShown(source).map((name) => ({ text, name })));
}

export function namesShown(source: string): string[] {
  return [...source.matchAll(SHOWN)].map(([, name = '']) => name);
}

export function filledIn(settings: ActivitySettings, fill: (text: string) => string): ActivitySettings {
  const title = fill(settings.subject).replace(/\s+/g, ' ').trim();
  const subject = title === '' ? settings.subject : title;
  const filled = (text: string | null) => (text === null ? null : fill(text).trim() || null);
  if (settings.channel === 'task') return { ...settings, subject, description: filled(settings.description) };
  return { ...settings, subject, purpose: filled(settings.purpose), agenda: filled(settings.agenda) };
}

/** By their names. */
function textsOf(settings: ActivitySettings): (readonly [string, string])[] {
  const { subject } = settings;
  const further =
    settings.channel === 'task'
      ? { description: settings.description }
      : { purpose: settings.purpose, agenda: settings.agenda };
  return Object.entries({ subject, ...further }).flatMap(([name, text]) => (text === null ? [] : [[name, text]]));
}
