const listOf = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** What people come back to after a proposal; each word says nothing of what the proposal is about. */
export const COMING_BACK = listOf(
  `cost costs costing price prices pricing cheap cheaper cheapest expensive budget effort estimate money pay simple
  simpler simplest simplify easier leaner smaller bigger complex option options alternative alternatives variant variants
  choice choices pick choose chosen chose recommend recommended recommendation prefer compare comparison difference
  differences differ tradeoff tradeoffs trade-off trade-offs pros cons advantage advantages disadvantage disadvantages
  drawback drawbacks benefit benefits downside downsides risk risks risky fail fails failed failing failure failures
  breaks crashes assume assumption assumptions assumed detail details detailed explain elaborate clarify expand deeper
  diagram diagrams redraw revise redo replace swap drop remove skip shrink reduce faster slower async asynchronous
  synchronous region regions long rationale reason reasons justify realistic necessary required overkill better worse
  scale scales
  kosten kostet gekostet preis billiger gunstiger teuer teurer aufwand budget einfach einfacher simpler komplex option
  optionen alternative alternativen variante varianten wahl empfiehlst empfehlung unterschied vergleich vorteil vorteile
  nachteil nachteile risiko risiken ausfallt ausfallen scheitert schiefgeht annahme annahmen einzelheiten genauer erklar
  erklare begrunde grund grunde diagramm schneller langsamer asynchron synchron region regionen notig notwendig lange
  dauert dauern besser schlechter stattdessen ersetze ersetzen streiche weglassen
  cuesta cuestan costaria costarian costara coste costo costos precio barato barata baratas baratos caro cara esfuerzo
  simple sencillo sencilla opcion opciones alternativa alternativas variante eleccion recomiendas recomendacion diferencia
  ventaja ventajas desventaja desventajas inconvenientes riesgo riesgos falla fallan fallo suposiciones detalle detalles
  explica explicame diagrama rapido asincrono asincrona sincrono region regiones necesario mejor peor tarda tardaria
  quita cambia reemplaza
  cout couts coute coutent couterait couteraient prix cher chere budget simple simples option options alternative
  alternatives variante choix recommandes recommandation difference avantage avantages inconvenient inconvenients risque
  risques echoue echec hypotheses detail details explique expliquez diagramme rapide asynchrone synchrone region regions
  necessaire mieux pire longtemps temps durerait prendrait remplace enleve`,
);

/** Beside them these carry nothing; they are no stop words because elsewhere they do. */
export const BESIDE = listOf(
  `three four five six seven eight nine ten hundred thousand times time instead happens happen without bit step else
  main step steps consider considered biggest first second third show tell give would could mean
  drei vier funf sechs sieben acht neun zehn hundert mal statt passiert geht ginge ware zeig erste zweite dritte
  grosste grossten bei macht mach wurde wurden konnte hat
  dos tres cuatro cinco seis diez veces pasa primera segunda tercera muestra muestrame hazlo haz seria algo alguna otra
  trois quatre cinq six dix fois deuxieme premiere troisieme montre serait a autre ca a-t-il b c`,
);

/** How such a message begins where it is no question. */
export const ASKING = listOf(
  `how what what's why which who can could would should is are does do if and but or give tell show explain compare make use add
  replace swap drop remove skip simplify elaborate clarify expand redo redraw revise reduce justify estimate pick choose
  wie was warum wieso welche welcher welches wer kann konnen und aber oder zeig zeige erklar erklare mach nimm ersetze
  streiche begrunde vergleiche
  como cuanto cuanta cuantos por que cual cuales y pero o muestra muestrame explica explicame hazlo haz quita cambia
  reemplaza compara
  y comment combien pourquoi quel quelle quels quelles et mais ou montre explique expliquez fais rends remplace enleve
  compare`,
);

/** With one of these in front, any subject of a design continues a talk: `what about refunds`. */
export const CONTINUING =
  /^(?:and|but|what about|how about|what if|why not|und|aber|was ist mit|wie ware es mit|warum nicht|y|pero|que hay de|que pasa con|por que no|et|mais|qu'en est-il|pourquoi pas)\s/;

/** The same in Chinese: what is come back to, and what may stand beside it. */
export const HAN_COMING_BACK =
  /多少钱|成本|费用|价格|便宜|太贵|简单|复杂|方案|选项|备选|替代|风险|缺点|优点|区别|对比|多久|详细|解释|为什么|怎么办|地区|区域|改成|换成|去掉|失败|推荐|异步|同步/gu;
export const HAN_BESIDE =
  /[这那个它要会需有没更最的了呢吗吧啊呀还是和或与如果下一二两三四五几第种哪选再请能可以不说讲点做大用为什么怎样]/gu;
