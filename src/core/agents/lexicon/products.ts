const listOf = (text: string) => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Asks for a design; accents are left out, as everywhere here. */
export const DESIGNING = listOf(
  `design designing architect build building create develop implement plan sketch draft draw make model outline propose
  code program engineer prototype
  entwirf entwerfe entwerfen entwerft entwickle entwickeln entwickelt bau baue bauen baut plane planen plant skizziere
  skizzieren konzipiere konzipieren erstelle erstellen gestalte gestalten mach mache programmiere programmieren zeichne
  zeichnen modelliere umsetzen realisiere realisieren aufbauen
  disena disene disename disenar disenemos construye construir construyeme crea creame crear desarrolla desarrollar
  planifica planificar planea planear esboza esbozar propon proponer haz hazme hacer implementa implementar arma montar
  concois concevoir concevez construis construire cree creer creez developpe developper planifie planifier esquisse
  esquisser proposer dessine dessiner dessinez imagine imaginer realise realiser elabore fais faire
  dessine-moi`,
);

/** Asks for a thing; whether it is for a design is told by the thing alone. */
export const NEEDING = listOf(
  `need want brauche brauchen benotige benotigen mochte mochten hatte gerne will wollen necesito necesitamos quiero
  queremos besoin veux voudrais voulons aimerais faut`,
);

/** May stand before what is asked for, besides the words that carry no subject. */
export const LEADING = listOf(
  `please pls plz hi hello hey lets d'like help new modern simple small basic large-scale scalable distributed
  bitte mal kurz kannst konntest konnt konntet konnten neu neue neuen neues neuer einfache einfaches einfachen kleine
  kleines hallo
  porfavor favor ayudame podrias puedes puede podria hola nuevo nueva sencillo sencilla
  peux-tu pouvez-vous pourrais-tu peux pourrais aide aide-moi j'ai j'aimerais bonjour nouveau nouvelle petit petite
  moi`,
);

/** With one of these in front, something is told or asked of a thing that is there already. */
export const TELLING = listOf(
  `did does was were has had who whom whose when where why is are isn't
  wer wann wo warum hat hatte ist sind war wurde
  quien cuando donde son fue ha
  qui quand est sont etait`,
);

/** Makes of a few words a remark or an errand, not the name of a product. */
export const REMARKING = listOf(
  `i you he she they me him them my your his her their this that these those is are was were be been has have had do
  does
  did can could will would should not no don't doesn't isn't how why what when where who works work broken down slow
  love
  hate like tried use used using saw seen bought ordered got fixed see bug error good bad best better worst terrible
  awful today tonight tomorrow yesterday monday
  tuesday wednesday thursday friday saturday sunday weekend morning evening
  ich du er wir ihr mich dir mein meine meinen dein deine unser diese dieser dieses ist sind war hat haben kann geht
  lauft
  nicht kein keine kaputt gut gute guter gutes schlecht schlechte schlechter wie warum wann wo wer heute morgen
  gestern montag dienstag mittwoch donnerstag freitag
  samstag sonntag wochenende
  yo tu ella nosotros mi mis tus este esta ese esa es son estan tiene funciona buen bueno buena malo mala como cuando
  donde quien hoy manana
  ayer lunes martes miercoles jueves viernes sabado domingo
  je il elle nous vous mon ma mes ton ta votre ce cet cette est sont marche pas bon bonne mauvais mauvaise comment
  pourquoi quand qui demain hier lundi
  mardi mercredi jeudi vendredi samedi dimanche`,
);

/** What it is put before is there already. */
export const DEFINITE = listOf('the der die das den dem el la los las le les');

/** Ends what is named: after it stands for whom or how it is. */
export const ENDING = listOf(
  `for of to in on at with without from by about like that which who where using based similar across between called so
  such while when as during via and/or
  fur von zu zum zur im am mit ohne aus uber wie dass damit die der das wo bei nach
  para por con sin sobre como que en donde
  pour avec sans sur comme qui dans ou chez entre`,
);

/** Names of things that are programs whatever stands beside them; also the ends of compounds. */
export const PRODUCTS = listOf(
  `webapp webshop website websites webseite webanwendung chatbot bot microservice microservices marketplace e-commerce
  ecommerce crm erp cms lms saas api backend dashboard leaderboard newsfeed wiki blog forum messenger pastebin
  marktplatz onlineshop cloudspeicher suchmaschine datenbank scoreboard
  shortener limiter crawler scraper aggregator autoscaler linkverkurzer tinyurl paywall
  intranet extranet microblog ticketsystem firewall webserver wallet e-wallet timeline`,
);

/** Names of programs as soon as it is said what for; as the end of a compound, the compound's beginning says it. */
export const KINDS = listOf(
  `app apps application software system platform portal site plattform anwendung verwaltung buchungssystem
  programm vergleich borse erfassung abrechnung verkurzer clone klon
  infrastructure architecture pipeline`,
);

/** Also names of what is no program: beside them something of software has to be named, or a design has to be asked for. */
export const LOOSE_KINDS = listOf(
  `service services tool network engine store shop manager tracker planner scheduler editor viewer reader generator
  converter monitor organizer organiser dispatcher checker finder builder board exchange directory registry gateway
  cache queue broker proxy storage server cluster feed inbox archive drive workflow calculator simulator analyzer
  analyser
  validator uploader downloader recommender locator logger parser indexer balancer orchestrator notifier player
  dienst netzwerk planer kurzer rechner speicher werkzeug archiv borse zentrale suche vermittlung vergabe verleih
  vermietung
  buchung bestellung lieferung mediathek warteschlange`,
);

/** What services do; a product only where it is said of what, and for whom or over which medium. */
export const ACTIVITIES = listOf(
  `delivery booking bookings reservation reservations sharing hailing rental rentals ticketing streaming messaging
  scheduling billing invoicing payments tracking management matching comparison crowdfunding subscriptions auctions
  ordering checkout sales
  lieferung buchung reservierung vermietung verleih verwaltung vergabe bestellung vermittlung
  reserva reservas alquiler gestion entrega entregas reparto location livraison covoiturage`,
);

/** Spanish and French put what it is first. */
export const FIRST = listOf(
  `aplicacion aplicaciones app plataforma sistema sitio portal pagina servicio herramienta programa software acortador
  gestor buscador comparador rastreador agregador planificador limitador api tienda marketplace foro blog chatbot bot
  mercado
  application appli plateforme systeme site portail service outil logiciel raccourcisseur gestionnaire comparateur
  agregateur planificateur limiteur generateur boutique forum messagerie`,
);

/** Of these, too, something of software has to be named, or a design has to be asked for. */
export const FIRST_LOOSE = listOf(
  'sitio pagina servicio herramienta programa tienda mercado service outil boutique site',
);

export const FIRST_PHRASES =
  /^(?:red social|motor de (?:busqueda|recomendacion|reglas|pagos)|base de datos|tienda (?:online|en linea|virtual)|cola de (?:mensajes|tareas)|reseau social|moteur de (?:recherche|recommandation|regles|paiement)|base de donnees|boutique en ligne|file de messages|place de marche|chat en (?:tiempo real|vivo|linea|temps reel|ligne|direct))(?: |$)/;

/** Says of a thing that it is made of data or used over a network. */
export const DIGITAL = listOf(
  `url urls link links enlace enlaces lien liens web online digital mobile internet virtual cyber smart ai e-mail email
  emails mail sms pdf file files document documents photo photos image images video videos audio music text texts
  code news
  rss password passwords passwort passworter contrasena contrasenas task tasks todo to-do note notes calendar expense
  expenses budget price prices invoice invoices contact contacts bookmark bookmarks domain survey quiz poll job chat
  multiplayer browser realtime real-time collaborative collaboration social peer-to-peer p2p blockchain crypto
  key-value search file-sharing rate load content media cloud remote self-service digitale digitaler digitales
  preis preise aufgaben termin termine dateien datei umfrage notizen ausgaben rechnungen kalender foto fotos bilder
  tareas gastos precios notas archivos archivo documentos encuestas contactos linea facturas
  taches depenses prix fichiers fichier sondages ligne factures mots`,
);

/** Also a program when something of software is named with it. */
export const GAMES = listOf('game games spiel jeu juego');

/** What is drawn, cooked, sewn or celebrated, and who is hired: asked for by itself, it is no matter of software. */
export const THINGS = listOf(
  `logo logos icon icons poster posters flyer flyers banner banners sticker stickers card cards t-shirt tshirt shirt
  hoodie
  tattoo painting drawing illustration picture portrait cat dog dragon unicorn garden house treehouse kitchen
  bathroom bedroom
  shed bookshelf table chair sofa bench fence dress cake cookie cookies dinner lunch breakfast party trip vacation
  holiday wedding weekend playlist song letter engineer developer designer teacher photographer
  plakat aufkleber karte einladung hemd bild portrat einhorn katze hund garten kuche bad haus baumhaus vogelhaus
  regal tisch stuhl
  kleid kuchen torte abendessen feier fest ausflug reise urlaub hochzeit geburtstag lied brief entwickler kaffee
  cartel tarjeta camiseta invitacion dibujo retrato gato perro jardin cocina bano casa estanteria mesa silla vestido
  tarta
  pastel cena almuerzo fiesta viaje boda cumpleanos cancion carta desarrollador
  affiche carte chemise invitation dessin chien mouton cuisine maison etagere chaise robe gateau diner
  dejeuner fete voyage mariage anniversaire chanson lettre developpeur`,
);

/** Belongs to a house, a body or the sky. */
export const PHYSICAL = listOf(
  `solar immune nervous digestive sound heating cooling irrigation sprinkler brake wooden plumbing drainage garden
  backyard
  kitchen bathroom bedroom living room church railway train toy lego paper cardboard shelf shelving oil drilling
  viewing diving star metal concrete stereo sewer ventilation planetary limbic respiratory weather lawn rain water
  sonnen nerven immun heizungs heizung bewasserungs bewasserung bremsen luftungs luftung kreislauf verdauungs garten
  holz regal eco oko gottes zimmer kirchen wetter winter lautsprecher
  riego jardin cocina calefaccion nervioso inmunitario madera sonido agua
  arrosage cuisine chauffage nerveux immunitaire bois maison solaire casa haus house eau`,
);

/** Programs that many know; `X for dog owners` and `an X clone` mean one like it. */
export const KNOWN_PRODUCTS = listOf(
  `instagram twitter facebook uber airbnb youtube tiktok whatsapp slack dropbox netflix spotify tinder amazon ebay
  reddit
  trello pastebin tinyurl bitly github gitlab jira doodle wikipedia linkedin discord telegram zoom kickstarter etsy
  craigslist quora pinterest strava duolingo booking.com tripadvisor yelp doordash lieferando wolt glovo rappi
  blablacar
  leboncoin vinted shopify stackoverflow twitch snapchat medium wechat taobao`,
);

/** Ends in `-er` and the like, and is a person or a thing one can touch. */
export const TOUCHABLE = listOf(
  `letter newsletter poster flyer folder banner sticker cover paper dinner corner tower partner member user customer
  order
  owner number offer buyer driver developer engineer designer computer charger printer scanner teacher speaker writer
  trainer recruiter tester leader worker freelancer director doctor author actor visitor investor mentor vendor
  supplier
  layer footer header power color chapter character master weather matter summer winter answer border door floor other
  error programmer trailer container drawer lawyer singer painter photographer
  player baker cooker burger sweater planter
  mitarbeiter entwickler fahrer kunde lehrer nutzer benutzer ordner
  disenador jugador desarrollador programador profesor trabajador ordenador
  fleur couleur ordinateur aspirateur ingenieur developpeur professeur auteur chauffeur radiateur ascenseur`,
);

/** Chinese: what is asked, what it ends in, and what is none although it ends so. */
export const HAN_ASKING =
  /^(?:你好|请问|请|麻烦|能不能|可以|能否|帮忙|帮我|帮我们|帮|给我|给我们|为我们|为我|我想要?|我们想要?|我要|我们要|需要|想要?|要|我们|我|你|来)*(设计|构建|搭建|规划|开发|做|建|实现|架构|画|创建|打造|写|策划|构思)?(?:出|一下|一个|一套|一款|一种|一|个|套|款)*/u;
export const HAN_PRODUCT =
  /(?:系统|平台|应用|应用程序|软件|网站|网店|小程序|app|商城|后台|后端|引擎|机器人|网关|微服务|数据库|缓存|消息队列|论坛|博客|社交网络|限流器|爬虫|生成器|编辑器|管理器|短链接|短链|交易所|saas|crm|erp|api|仪表盘|排行榜|市场平台|客户端|服务端)(?:的?(?:架构|后端|后台|方案|设计|架构图|原型))?$/iu;
export const HAN_LOOSE =
  /(?:服务|工具|社区|商店|网络|服务器|中心|门户|市场)(?:的?(?:架构|后端|后台|方案))?$/u;
export const HAN_GAME = /游戏$/u;
export const HAN_MEDIUM = /在线|线上|网上|网络|移动|手机|电子|数字|即时|视频|图片|文件|短信|邮件|支付|链接/u;
export const HAN_PHYSICAL =
  /太阳系|生态|神经|免疫|消化|循环系统|音响|灌溉|供暖|暖气|浇水|花园|厨房|卧室|木|站台|跳水|排水|通风|房子/u;
export const HAN_THING =
  /(?:标志|徽标|图标|海报|贺卡|卡片|名片|衬衫|T恤|纹身|蛋糕|晚饭|午饭|早饭|花园|房子|卧室|厨房|客厅|书架|桌子|椅子|裙子|猫|狗|画|派对|旅行|婚礼|生日|歌|信)$/iu;
export const HAN_REMARK = /[吗呢吧么谁?]|怎么|为什么|什么|今天|明天|昨天|坏了|不能|很|太|好用|崩溃/u;
