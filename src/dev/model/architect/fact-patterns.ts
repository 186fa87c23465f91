/** A thing an architect wants to know before deciding. */
export type Slot =
  | 'scale'
  | 'team'
  | 'existing'
  | 'stack'
  | 'cloud'
  | 'database'
  | 'broker'
  | 'consistency'
  | 'compliance'
  | 'region'
  | 'budget'
  | 'latency'
  | 'availability'
  | 'timeline'
  | 'pains'
  | 'tenancy'
  | 'goal'
  | 'scope'
  | 'realtime';

/** Wordings by which people say it, so that nobody is asked what they have told. */
export const factPatterns: readonly { slot: Slot; pattern: RegExp }[] = [
  {
    slot: 'scale',
    pattern:
      /\b(small scale|low (traffic|volume)|high (traffic|volume)|internet scale|web scale|handful of users|few users|millions of [a-z]+|thousands of [a-z]+|hundreds of [a-z]+|(tens|dozens) of thousands)\b/gi,
  },
  {
    slot: 'existing',
    pattern:
      /\b(monolith(ic)?|legacy|existing (system|platform|services?|code|application|app|monolith|database|architecture)|our (current|existing|own)? ?[a-z-]*( [a-z-]+)? ?(services?|system|platform|monolith|api|backend|application|app)|greenfield|from scratch|brand[- ]new|nothing (exists|yet)|start(ing)? (new|fresh)|currently (runs?|have|use|using)|we (already )?(have|run|use|operate) (?!(a |only |about )?(small )?(team|\d|six|five|four|three|two|no |nothing))|(it|this|that) ?(is|'s|will be) (all |completely )?new|migrat(e|ing|ion)|grüne wiese|bestehende[sn]? system|desde cero|sistema existente|monolito)\b/gi,
  },
  {
    slot: 'region',
    pattern:
      /\b((for|in|within) (one|a single|a|two|three|several|\d+) (city|cities|country|countries|region|regions|town|state|states|continents?)|single[- ]region|multi[- ]region|one region|world-?wide|global(ly)?|across (europe|the eu|the us|asia|africa|latin america|countries|regions|continents)|(in|for|only) (germany|france|spain|italy|austria|switzerland|poland|the netherlands|the uk|the us|the usa|india|china|brazil|mexico|canada|japan|australia|kenya|nigeria|europe|the eu|latin america|berlin|munich|hamburg|london|paris|madrid|vienna|zurich|new york)|eu[- ](only|region|wide)|data residency|(für|in) eine[rn]? (stadt|region)|en una (ciudad|región)|para una ciudad|一个城市|单个城市)\b|一个城市|单城市/gi,
  },
  {
    slot: 'consistency',
    pattern:
      /\b(exactly[- ]once|at[- ]least[- ]once|strong(ly)? consisten(t|cy)|eventual(ly)? consisten(t|cy)|never (lose|sell|charge|book|be (lost|double)|double)[a-z -]*|no (double|duplicate|lost)[a-z -]*|must not (lose|be lost|double)[a-z -]*|acid|transactional|idempoten(t|cy)|lose nothing|without losing)\b/gi,
  },
  {
    slot: 'compliance',
    pattern:
      /\b(compliance|compliant|regulat(ed|ion|ory)|audit(ed|able)?\b|data protection|no personal data|no compliance|datenschutz|protección de datos)\b/gi,
  },
  {
    slot: 'budget',
    pattern:
      /(\b(budget|low[- ]cost|cheap(ly|est)?|cost[- ]sensitive|save money|small budget|no budget limit|kostengünstig|presupuesto|barato)\b|[$€£]\s?\d[\d,.]*\s?k?(\s?(a|per|\/)\s?(month|year))?|\d[\d,.]*\s?(€|eur|usd|dollars|euros)\b)/gi,
  },
  {
    slot: 'latency',
    pattern:
      /\b(\d+\s?(ms|milliseconds)|sub-?second|under (a|one|\d+) seconds?|within (a|one|\d+) seconds?|p9[59]|low[- ]latency)\b/gi,
  },
  {
    slot: 'realtime',
    pattern: /\b(real[- ]?time|live (tracking|updates|position|map)|echtzeit|tiempo real)\b|实时/gi,
  },
  {
    slot: 'availability',
    pattern:
      /\b(99(\.\d+)?\s?%|24\/7|no downtime|zero downtime|high(ly)? availab(le|ility)|business hours|best effort|hochverfügbar|alta disponibilidad)/gi,
  },
  {
    slot: 'timeline',
    pattern:
      /\b(mvp|prototype|proof of concept|poc|in (\d+|one|two|three|six) (weeks?|months?)|by (january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|next (month|quarter|year))|this (quarter|year)|deadline|go[- ]live)\b/gi,
  },
  {
    slot: 'pains',
    pattern:
      /\b(slow|bottleneck|time-?outs?|outages?|cascading failures?|latency (is|too)|crash(es|ed)?|(too )?high latency|hard to (change|deploy|scale)|deploy(s|ments?) take|missing (some )?events?|data loss|falls over|can'?t keep up|inconsistent|langsam|engpass|lento|cuello de botella)\b|瓶颈/gi,
  },
  {
    slot: 'tenancy',
    pattern:
      /\b(multi-?tenan(t|cy)|single[- ]tenant|tenants?|white[- ]label|b2b|saas|per customer|many customers|mandantenfähig|multiinquilino)\b|多租户/gi,
  },
  {
    slot: 'goal',
    pattern:
      /\b(goal|so that|in order to|because|aim(s|ing)? to|objective|we want to (reduce|grow|replace|launch|cut|become)|success means)\b/gi,
  },
];
