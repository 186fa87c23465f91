import type { Json } from '../slack/json.ts';
import { botAccount, type Stage } from './stage.ts';
import type { Conversation } from './world.ts';

export type Composed = {
  text: string;
  /** The same as the client's own markup. */
  html: string;
  /** A mention for each name behind an @, in the order in which they are said. */
  mentions: Json[];
  mentionsBot: boolean;
};

const encode = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What the compose box makes of typed words: `@Name` of the bot, or of somebody who is there, becomes a mention. */
export function composeText(stage: Stage, conversation: Conversation, typed: string): Composed {
  const bot = botAccount(stage);
  const people = [...conversation.roster.members].flatMap((id) => stage.world.people.get(id) ?? []);
  const known = [...(conversation.roster.hasBot ? [bot] : []), ...people].sort(
    (one, other) => other.name.length - one.name.length,
  );
  const mentions: Json[] = [];
  let text = '';
  let html = '';
  let rest = typed;
  while (rest !== '') {
    const found = known.find(({ name }) => rest.startsWith(`@${name}`));
    if (found) {
      const { id, name } = found;
      text += `<at>${encode(name)}</at>`;
      html += `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${mentions.length}">${encode(name)}</span>`;
      mentions.push({ type: 'mention', text: `<at>${encode(name)}</at>`, mentioned: { id, name } });
      rest = rest.slice(name.length + 1);
    } else {
      const next = rest.indexOf('@', 1);
      const plain = next < 0 ? rest : rest.slice(0, next);
      text += encode(plain);
      html += encode(plain).replaceAll('\n', '<br>');
      rest = rest.slice(plain.length);
    }
  }
  const mentionsBot = mentions.some(({ mentioned }) => Object(mentioned).id === bot.id);
  return { text, html: `<p>${html}</p>`, mentions, mentionsBot };
}
