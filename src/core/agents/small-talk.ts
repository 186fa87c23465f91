import { isHan, normalise, splitWords } from './words.ts';

/** Words that alone, or only among each other, ask for nothing; several languages. */
const CHATTER = new Set(
  `thanks thank you thx ty tysm cheers thankyou much so very many lot a the lots for help your this that it helps helped
  ok okay okey k kk alright right sure fine cool nice great awesome perfect excellent amazing wonderful brilliant lovely
  good well done job work stuff point one idea sounds looks lgtm wow yay woohoo hooray yes yeah yep yup no nope nah
  got gotcha noted understood agreed agree exactly indeed true same here too me
  hi hello hey hiya howdy yo morning afternoon evening night day everyone everybody all team folks guys there
  bye goodbye cya see ya later soon tomorrow monday friday weekend have enjoy
  lol lmao rofl haha hahaha hehe hihi xd ha omg brb afk np no problem problems worries pleasure welcome sorry oops my bad
  please pls pong ping test hmm hm uh oh ah aha
  how are you doing what's up sup is how's going
  danke dankeschon vielen dank schon herzlichen besten merci gracias muchas mil mille grazie obrigado obrigada arigato
  bitte gern gerne super toll klasse prima wunderbar genial gut alles klar passt jo ja nein nee stimmt genau hallo moin
  servus gruss gott guten tag morgen abend tschuss ciao bis spater dann schones wochenende feierabend mahlzeit wie geht's
  dir euch ihnen sehr fur die das hilfe hilft mir uns einen
  hola buenas buenos dias tardes noches adios hasta luego manana pronto vale perfecto genial excelente bien muy de nada
  si claro entendido igualmente jaja jajaja que tal por la ayuda tu su gran trabajo estas como buen fin semana
  bonjour bonsoir salut coucou au revoir a bientot demain beaucoup bien parfait super genial d'accord oui non merci pour
  l'aide votre ton bonne journee soiree week-end et bon ca va de rien mdr ptdr
  oi ola tchau valeu beleza bom dia boa tarde noite prego buongiorno buonasera perfetto ottimo`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** A greeting or an acknowledgement is in it, not only filling words: `for the team` is none. */
const CORE = new Set(
  `thanks thank thx ty tysm cheers ok okay okey k kk alright sure fine cool nice great awesome perfect excellent amazing
  wonderful brilliant lovely good lgtm wow yay woohoo hooray yes yeah yep yup no nope nah got gotcha noted understood
  agreed agree exactly indeed true same hi hello hey hiya howdy yo morning bye goodbye cya later lol lmao rofl haha
  hahaha hehe hihi xd ha omg brb afk np pleasure welcome sorry oops bad pong ping test hmm hm uh oh ah aha right see
  how what's how's sup done
  danke dankeschon dank merci gracias grazie obrigado obrigada arigato bitte gern gerne super toll klasse prima wunderbar
  genial gut klar passt jo ja nein nee stimmt genau hallo moin servus guten tschuss ciao bis schones mahlzeit geht's
  hola buenas buenos adios hasta vale perfecto excelente bien si claro entendido igualmente jaja jajaja tal nada
  bonjour bonsoir salut coucou revoir bientot parfait d'accord oui non bonne bon ca mdr ptdr
  oi ola tchau valeu beleza bom boa prego buongiorno buonasera perfetto ottimo`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const HAN_CHATTER =
  /^(谢谢|多谢|感谢|谢啦|辛苦|好的|好吧|好|收到|明白|了解|知道|可以|没问题|没事|不客气|嗯|哦|哈|呵|嘿|嗨|你好|您好|大家|早上|早安|早|晚上|晚安|下午|再见|拜拜|赞|棒|厉害|牛|太|很|真|了|啦|你|您|的|们|吗|呀|啊|是|对|行|不错|不好意思|抱歉|周末|愉快|明天|见|ありがとう|ございます|こんにちは)+$/u;

/** Longer than this, something is being said; the characters leave room for mentions and emoji. */
const MOST_WORDS = 12;
const MOST_CHARACTERS = 1_000;

/** Thanks, greetings, acknowledgements, laughter and emoji, in several languages: what nobody wants an answer to. */
export function isSmallTalk(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return text.trim() === '';
  const plain = normalise(text)
    .replace(/<[@#!][^>]*>/g, ' ')
    .replace(/(^|\s):[a-z0-9_+'-]+:(?=\s|$|[.!?,])/g, ' ')
    .replace(/(^|\s)@[\w.-]+/g, ' ');
  const words = splitWords(plain);
  if (words.length === 0) return true;
  if (words.length > MOST_WORDS) return false;
  if (/^[+-]?1$|^[+]+$/.test(plain.trim())) return true;
  const said = words.map(shorten);
  return said.every(isChatter) && said.some((word) => isHan(word) || CORE.has(word));
}

/** Such as `thanks`, `nice` or `ok`. */
export function isAcknowledgement(word: string): boolean {
  return CORE.has(word);
}

function isChatter(word: string): boolean {
  return isHan(word) ? HAN_CHATTER.test(word) : CHATTER.has(word);
}

/** `thaaaanks`, `looool`, `hahahaha`. */
function shorten(word: string): string {
  if (/^(ha|he|hi|ja|je){2,}h?$/.test(word)) return 'haha';
  const short = word.replace(/(.)\1{2,}/g, '$1');
  return CHATTER.has(word) || !CHATTER.has(short) ? word : short;
}
