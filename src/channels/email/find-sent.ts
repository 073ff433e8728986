// Servers that keep a copy of what they send for somebody have it in the folder of sent mail: a message whose fate is unknown
// and that lies there went out.
import type { ImapFlow } from 'imapflow';

/** Of these Message-IDs, those that lie there. Another folder is open afterwards. */
export async function findSent(client: ImapFlow, messageIds: readonly string[]): Promise<string[]> {
  const folder = (await client.list()).find(({ specialUse }) => specialUse === '\\Sent');
  if (folder === undefined) return [];
  await client.mailboxOpen(folder.path, { readOnly: true });
  const found: string[] = [];
  for (const messageId of messageIds) {
    const uids = await client.search({ header: { 'message-id': messageId } }, { uid: true });
    if (Array.isArray(uids) && uids.length > 0) found.push(messageId);
  }
  return found;
}
