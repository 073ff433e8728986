// A message that a person wrote. A reaction, a change of number or what WhatsApp itself can't show is no answer.
import type { WhatsappNews } from '#core/message/whatsapp-news.ts';
import { type Json, objectIn, secondsIn, textIn } from './json.ts';

/** What of each kind can be read; null: it has no words of its own. */
const textOf: Readonly<Record<string, (message: Json) => string | null>> = {
  text: ({ text }) => textIn(objectIn(text)['body']),
  button: ({ button }) => textIn(objectIn(button)['text']),
  interactive: ({ interactive }) => chosenIn(objectIn(interactive)),
  image: ({ image }) => textIn(objectIn(image)['caption']),
  video: ({ video }) => textIn(objectIn(video)['caption']),
  document: ({ document }) => textIn(objectIn(document)['caption']) ?? textIn(objectIn(document)['filename']),
  audio: () => null,
  sticker: () => null,
  location: ({ location }) => textIn(objectIn(location)['name']),
  contacts: () => null,
  order: ({ order }) => textIn(objectIn(order)['text']),
};

export function readMessage(told: Json): WhatsappNews {
  const [message, contact, type] = [textIn(told['id']), textIn(told['from']), String(told['type'])];
  const read = Object.hasOwn(textOf, type) ? textOf[type] : undefined;
  if (message === null || contact === null || read === undefined) return { kind: 'unknown', what: `message ${type}` };
  return {
    kind: 'message',
    message,
    contact,
    text: read(told) ?? `[${type}]`,
    quoted: textIn(objectIn(told['context'])['id']),
    at: secondsIn(told['timestamp']),
  };
}

function chosenIn(interactive: Json): string | null {
  return textIn(objectIn(interactive['button_reply'])['title']) ?? textIn(objectIn(interactive['list_reply'])['title']);
}
