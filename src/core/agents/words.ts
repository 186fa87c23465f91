/** Words that carry no subject, in the languages that the lexicon knows. */
const STOP_WORDS = new Set(
  `a about after again all already also am an and any are aren't around as at be because been before being best better both but
  by can can't cannot could did do does doesn't doing don't down during each either else etc even ever every few for
  from further get gets getting give go goes going good got had has have having he her here hers him his how i i'd i'll
  i'm i've if in into is isn't it it's its itself just keep kind let let's like lot make makes many may maybe me might
  more most much must my need needs never next no nor not now of off ok on once one only or other our ours out over
  please put really right same say see seem seems shall she should shouldn't so some something still such sure take than
  that that's the their them then there these they thing things think this those through to today too two under until up
  us use used uses using very via want wants was way we we'd we'll we're we've well were what what's when where whether
  which while who whom whose why will with within without won't work works would you your yours yesterday tomorrow per
  aber als am an auch auf aus bei bin bis da damit dann das dass dein dem den denn der des die dies diese diesem diesen
  dieser dieses doch du durch ein eine einem einen einer eines er es etwas euch euer fur gegen gibt haben hat hatte ich
  ihr im in ist ja jede jeden jeder jedes jetzt kann kein keine konnen man mehr mein mich mir mit muss nach nicht noch
  nur ob oder ohne sehr sein seine sich sie sind so soll sollen sollte statt uber um und uns unser unsere unserem
  unseren unserer viel viele vom von vor wann warum was weil welche welchem welchen welcher welches wenn wer werden wie
  wieder wir wird wo zu zum zur zwischen
  al algo ante aqui asi aun cada como con cual cuales cuando cuanto de debe deberia del desde donde el ella en entre era
  eres es esa ese eso esta estan este esto estos fue ha hace hacia hasta hay la las le les lo los mas me mi mis mismo
  muy nada ni no nos nosotros nuestra nuestro nuestros o para pero por porque pues que quien se ser si sin sobre son su
  sus tambien te tener tenemos tiene todo todos tu un una unas uno unos usar y ya yo
  afin ai alors au aussi aux avec c ce cela ces cet cette chaque comment d dans de des deux doit donc du elle en encore
  entre est et etre fait faire faut il ils j je l la le les leur leurs lors m ma mais mes mon n ne nos notre nous on ou
  par pas plus plusieurs pour pourquoi qu quand que quel quelle quelles quels qui s sa sans se ses si son sont sous sur
  t ta te tes toi ton tous tout toute tres tu un une vos votre vous y`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Lower case without accents, so that `Gerät`, `gerat` and `GERÄT` are one word. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’‘`´]/g, "'");
}

/**
 * Words of a normalised text in their order: letters, digits and the marks that names of software are made of; a run of
 * Chinese is one word.
 */
export function splitWords(normalised: string): string[] {
  return (
    normalised.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}](?:[\p{L}\p{N}]|[+#](?![\p{L}])|[-._/'](?=[\p{L}\p{N}])(?![\p{Script=Han}]))*[#+]*/gu,
    ) ?? []
  );
}

export function wordsOf(text: string): string[] {
  return splitWords(normalise(text));
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

export function isHan(word: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word);
}

/** Brings the forms of a word together; the stem itself need not be a word. */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const singular = word
    .replace(/'s$/, '')
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$/, '$1\u0001')
    .replace(/s$/, '');
  const base = singular.replace('\u0001', '');
  for (const suffix of [
    'ations',
    'ation',
    'ating',
    'ingly',
    'ments',
    'ment',
    'ing',
    'ed',
    'ly',
    'er',
    'en',
    'e',
  ]) {
    if (base.endsWith(suffix) && base.length - suffix.length >= 4) {
      return base.slice(0, -suffix.length).replace(/([bdgmnprt])\1$/, '$1');
    }
  }
  return base;
}

/** The stem of a word that carries a subject; of a Chinese run its pairs of characters; a compound also by its parts. */
export function termsOf(word: string): readonly string[] {
  if (isHan(word)) return pairs(word);
  if (isStopWord(word)) return [];
  const parts = word.split(/[-._/']/).filter((part) => part.length > 1 && !isStopWord(part));
  return parts.length > 1 ? [stem(word), ...parts.map(stem)] : [stem(word)];
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return [run];
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
