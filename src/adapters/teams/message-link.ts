import type { Address } from '../../core/chat/message.ts';

/**
 * Where Teams' clients show a message, by the documented form of deep links; in a channel a message is found below the one
 * that roots its thread.
 */
export function linkToMessage({ workspaceId, channelId, rootId, flat }: Address, messageId: string): string {
  const url = new URL(
    `https://teams.microsoft.com/l/message/${encodeURIComponent(channelId)}/${encodeURIComponent(messageId)}`,
  );
  url.searchParams.set('tenantId', workspaceId);
  if (flat) url.searchParams.set('context', JSON.stringify({ contextType: 'chat' }));
  else url.searchParams.set('parentMessageId', rootId);
  return url.href;
}
