import type { DesignModel } from '../../../../src/core/design/document.ts';
import { contexts, links, node } from './model-parts.ts';

const long =
  'Internationalised customer relationship and subscription lifecycle management orchestration service';

export const longNames: DesignModel = {
  contexts: [
    {
      id: 'crm',
      name: 'Customer relationship management, retention and long-term engagement of subscribers',
    },
  ],
  nodes: [
    node(['a', 'service', long, 'Java 21 · Spring Boot 3.4 · Hibernate · Kubernetes · Istio', 'crm']),
    node([
      'b',
      'database',
      'customer_relationship_management_primary_database_cluster_eu_central_1',
      'PostgreSQL 16 with logical replication and partitioning',
      'crm',
    ]),
    node(['c', 'worker', 'NightlySubscriptionReconciliationAndDunningBatchWorker', 'Python', 'crm']),
    node([
      'd',
      'broker',
      'The company-wide event streaming platform for everything',
      'Apache Kafka 3.9 on Confluent Cloud',
    ]),
    node(['e', 'external', 'W'.repeat(120)]),
  ],
  links: links(`
    a - b SQL: reads and writes every attribute of the customer and their history
    c - b SQL
    a ~> d com.example.crm.subscription.lifecycle.SubscriptionRenewalFailedPermanently.v1
    d ~> c com.example.crm.subscription.lifecycle.SubscriptionRenewalFailedPermanently.v1
    a > e HTTPS: synchronises the address book with the partner once for each change
  `),
};

export const cycles: DesignModel = {
  contexts: [],
  nodes: [
    node(['a', 'service', 'Pricing']),
    node(['b', 'service', 'Stock']),
    node(['c', 'service', 'Cart']),
    node(['d', 'worker', 'Retry worker', 'Go']),
  ],
  links: links(`
    a > b REST
    b > c REST
    c > a REST
    a > c gRPC: quote
    d > d retries itself
    d > a HTTP
    b > b REST: warm up
    c ~> d CartExpired
  `),
};

export const buses: DesignModel = {
  contexts: contexts('Trading', 'Risk', 'Reporting'),
  nodes: [
    node(['orders', 'service', 'Order book', 'Rust', 'trading']),
    node(['match', 'service', 'Matching engine', 'Rust', 'trading']),
    node(['risk', 'service', 'Risk engine', 'Java', 'risk']),
    node(['limits', 'service', 'Limit service', 'Kotlin', 'risk']),
    node(['report', 'worker', 'Regulatory reports', 'Python', 'reporting']),
    node(['dash', 'frontend', 'Dashboards', 'React', 'reporting']),
    node(['kafka', 'broker', 'Kafka', 'market data']),
    node(['rabbit', 'broker', 'RabbitMQ', 'commands']),
    node(['sqs', 'broker', 'SQS', 'reports']),
    node(['lake', 'storage', 'Data lake', 'S3']),
  ],
  links: links(`
    orders ~> kafka OrderAccepted
    match ~> kafka TradeExecuted
    match ~> kafka OrderBookChanged
    match ~> kafka AuctionStarted
    match ~> kafka AuctionEnded
    match ~> kafka TradingHalted
    kafka ~> risk TradeExecuted
    kafka ~> report TradeExecuted
    risk ~> rabbit LowerLimit
    rabbit ~> limits LowerLimit
    limits ~> rabbit LimitLowered
    rabbit ~> orders LimitLowered
    report ~> sqs ReportReady
    sqs ~> dash ReportReady
    kafka ~> sqs EndOfDay
    report - lake
    dash - lake
  `),
};

export const noLinks: DesignModel = {
  contexts: contexts('One', 'Two'),
  nodes: Array.from({ length: 17 }, (_, i) =>
    node([
      `n${i}`,
      (
        [
          'service',
          'worker',
          'database',
          'cache',
          'storage',
          'gateway',
          'frontend',
          'broker',
          'external',
        ] as const
      )[i % 9] ?? 'service',
      `Part number ${i + 1}`,
      i % 2 ? 'Go' : 'Elixir · Phoenix',
      i % 3 === 0 ? 'one' : i % 3 === 1 ? 'two' : undefined,
    ]),
  ),
  links: [],
};

export const scripts: DesignModel = {
  contexts: [
    { id: 'x', name: '订单与支付' },
    { id: 'y', name: 'المدفوعات' },
  ],
  nodes: [
    node(['a', 'frontend', '网上商店前端应用程序', '微信小程序', 'x']),
    node(['b', 'gateway', '接口网关 (API Gateway)', 'Kong', 'x']),
    node(['c', 'service', '订单服务', 'Java 21 · Spring', 'x']),
    node(['d', 'service', 'خدمة الدفع والفواتير', 'Go', 'y']),
    node(['e', 'service', '알림 서비스 — 사용자에게 메시지를 보냅니다', 'Kotlin']),
    node(['f', 'broker', '消息队列 Kafka', '订单 · 支付']),
    node(['g', 'external', 'Émile’s Ünïcode Überprüfung ✓', 'Ελληνικά · Русский']),
    node(['h', 'service', '🚀 Launch control 👩‍🚀🇩🇪', '🐍 Python']),
    node(['i', 'database', '注文データベース', 'ポストグレス', 'x']),
  ],
  links: links(`
    a > b HTTPS
    b > c REST: 提交订单
    b > d REST: إرسال الدفع
    c ~> f 订单已创建
    f ~> e 订单已创建
    f ~> d 주문생성됨
    d > g HTTPS: Größe → prüfen
    h ~> f 🚀 launched
    c - i
  `),
};

export const hostile: DesignModel = {
  contexts: [{ id: '__proto__', name: '</text><script>alert(1)</script>' }],
  nodes: [
    node([
      'constructor',
      'service',
      '<script>&"\'</script>',
      '"><image href="file:///etc/passwd"/>',
      '__proto__',
    ]),
    node(['toString', 'service', ']]> & <!-- -->', '&amp; &#x41;', 'nowhere']),
    node(['constructor', 'database', 'Same id again', 'SQLite']),
    node(['', 'cache', '\u202Eevil\u0000 name\u0007', 'a\nb\tc']),
    node(['zero', 'external', '   ', ' ']),
  ],
  links: links(`
    constructor > toString <b>"bold"</b>: &lt;x&gt;
    constructor ~> missing Lost
    missing > toString REST
    toString - constructor SQL
  `),
};

export const pipeline: DesignModel = {
  contexts: [],
  nodes: Array.from({ length: 12 }, (_, i) =>
    node([`s${i}`, i % 3 === 2 ? 'worker' : 'service', `Step ${i + 1} of the import`, 'Python']),
  ),
  links: links(Array.from({ length: 11 }, (_, i) => `s${i} > s${i + 1} HTTP`).join('\n')),
};

export const fanOut: DesignModel = {
  contexts: [],
  nodes: [
    node(['web', 'frontend', 'Web shop', 'Next.js']),
    node(['gw', 'gateway', 'Gateway', 'Envoy']),
    ...[
      'Catalogue',
      'Search',
      'Basket',
      'Checkout',
      'Payments',
      'Shipping',
      'Returns',
      'Loyalty',
      'Reviews',
      'Profile',
    ].flatMap((name) => [
      node([name, 'service', name, 'Go']),
      node([`${name}-db`, 'database', `${name} DB`, 'PostgreSQL']),
    ]),
  ],
  links: links(
    [
      'web > gw HTTPS',
      ...[
        'Catalogue',
        'Search',
        'Basket',
        'Checkout',
        'Payments',
        'Shipping',
        'Returns',
        'Loyalty',
        'Reviews',
        'Profile',
      ].flatMap((name) => [`gw > ${name} REST`, `${name} - ${name}-db`]),
    ].join('\n'),
  ),
};

export const crowded: DesignModel = {
  contexts: [],
  nodes: [
    node(['a', 'service', 'Orders', 'Java']),
    node(['b', 'service', 'Billing', 'Java']),
    node(['r', 'cache', 'Shared cache', 'Redis 7']),
    node(['p', 'database', 'Ledger', 'PostgreSQL']),
    node(['c1', 'cache', 'Sessions', 'Redis 7']),
    node(['c2', 'storage', 'Invoices', 'S3']),
    node(['c3', 'database', 'Search index', 'OpenSearch']),
    node(['c4', 'database', 'Archive', 'DuckDB']),
  ],
  links: links(`
    a > b REST: create invoice
    a > b REST: cancel invoice
    a > b gRPC: list invoices
    a > b REST: repeat invoice
    a > b REST: export invoices
    b > a REST: order status
    a ~> b OrderShipped
    a - r
    b - r
    b - p
    b - c1
    b - c2
    b - c3
    b - c4
  `),
};
