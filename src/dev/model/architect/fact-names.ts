/** Names that people use for technology and rules, and how they write them. */
export type Named = readonly [name: string, pattern: RegExp];

export const languages: readonly Named[] = [
  ['NestJS', /\bnest\.?js\b/i],
  ['TypeScript', /\btypescript\b/i],
  ['Node.js', /\bnode(\.?js)?\b/i],
  ['FastAPI', /\bfast\s?api\b/i],
  ['Django', /\bdjango\b/i],
  ['Python', /\bpython\b/i],
  ['Spring Boot', /\bspring( boot)?\b/i],
  ['Kotlin', /\bkotlin\b/i],
  ['Java', /\bjava\b(?!script)/i],
  ['Go', /\bgolang\b|\bin Go\b|\bGo (services?|and|with|developers|team|microservices?|backend)\b|,\s*Go\b/],
  ['.NET', /\.net\b|\bc#|\basp\.net\b/i],
  ['Ruby on Rails', /\b(ruby|rails)\b/i],
  ['PHP', /\b(php|laravel|symfony)\b/i],
  ['Rust', /\brust\b/i],
  ['Elixir', /\belixir\b/i],
  ['Scala', /\bscala\b/i],
];
export const databases: readonly Named[] = [
  ['PostgreSQL', /\bpostgres(ql)?\b/i],
  ['MySQL', /\bmysql\b/i],
  ['MariaDB', /\bmariadb\b/i],
  ['MongoDB', /\bmongo(db)?\b/i],
  ['DynamoDB', /\bdynamo(db)?\b/i],
  ['Cassandra', /\bcassandra\b/i],
  ['Oracle Database', /\boracle\b/i],
  ['SQL Server', /\b(sql server|mssql)\b/i],
  ['CockroachDB', /\bcockroach(db)?\b/i],
  ['SQLite', /\bsqlite\b/i],
];
export const brokers: readonly Named[] = [
  ['Kafka', /\b(apache )?kafka\b/i],
  ['RabbitMQ', /\brabbit\s?mq\b/i],
  ['NATS', /\bnats\b/i],
  ['Amazon SQS', /\b(sqs|sns|eventbridge)\b/i],
  ['Google Pub/Sub', /\bpub\/?sub\b(?!.*redis)/i],
  ['Azure Service Bus', /\bservice bus\b/i],
  ['Redis Streams', /\bredis streams?\b/i],
];
export const clouds: readonly Named[] = [
  ['AWS', /\b(aws|amazon web services)\b/i],
  ['Azure', /\bazure\b/i],
  ['Google Cloud', /\b(gcp|google cloud)\b/i],
  ['on-premises', /\bon[- ]?prem(ises?)?\b|\bown data ?cent(er|re)\b/i],
  ['Hetzner', /\bhetzner\b/i],
  ['Kubernetes', /\b(kubernetes|k8s|eks|gke|aks|openshift)\b/i],
];
export const compliance: readonly Named[] = [
  ['PCI DSS', /\bpci([- ]?dss)?\b/i],
  ['GDPR', /\b(gdpr|dsgvo|rgpd)\b/i],
  ['HIPAA', /\bhipaa\b/i],
  ['SOC 2', /\bsoc ?2\b/i],
  ['ISO 27001', /\biso ?27001\b/i],
  ['PSD2', /\bpsd ?2\b/i],
];
