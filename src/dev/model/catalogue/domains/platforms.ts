import type { DomainSource } from '../parse-domain.ts';

export const platforms: DomainSource[] = [
  {
    id: 'ad-tech',
    name: 'Advertising',
    words:
      'ad tech|adtech|advertising|ad server|real-time bidding|rtb|campaign management|impressions|werbeplattform|anzeigenserver|publicidad|anuncios|广告|竞价',
    unit: 'ad requests',
    perDay: 100_000_000,
    fronts: 'Advertiser console',
    externals: 'exchange=Ad exchange, payments=Payment provider',
    invariant: 'A campaign never spends more than its budget by more than was agreed.',
    risks: [
      'Overspending, because servers count apart|Give out budget in small leases and count centrally every second',
      'Invalid traffic|Filter before billing and keep the raw events for disputes',
    ],
    asks: [
      {
        id: 'deadline',
        question: 'How fast must an answer be?',
        why: 'Bidding at an exchange leaves about 100 ms in all, which rules out most calls.',
        options: ['100 ms (exchange)', '300 ms (own sites)'],
        default: '100 ms (exchange)',
        said: /\b\d+ ?(ms|milliseconds)\b/i,
      },
    ],
    services: `
campaign: Keeps campaigns, budgets and creatives
  owns campaign(advertiser_id, budget:money, starts_on:date, status:draft/running/paused/over); creative(campaign_id, file_url, approved:bool)
  emits campaign.changed
  is sql core
bidding: Decides on each request within its deadline
  owns bid(request_id, campaign_id, price:money)
  emits bid.won
  hears campaign.campaign.changed budget.lease.exhausted
  uses exchange
  is keyvalue realtime readheavy
budget: Hands out and counts spending
  owns budget_lease(campaign_id, amount:money, expires_at)
  emits lease.exhausted
  hears bidding.bid.won
  is keyvalue money contended
collection: Takes impressions and clicks at any rate
  owns ad_event(bid_id, kind:impression/click/view, happened_at)
  emits ad_event.collected
  is timeseries ingest
audience: Keeps which groups somebody belongs to, with consent
  owns segment(name, rule); membership(person_key, segment_id, expires_at)
  is keyvalue personal readheavy
+ reporting: collection.ad_event.collected bidding.bid.won
+ invoicing: budget.lease.exhausted
`,
  },
  {
    id: 'analytics-pipeline',
    name: 'Analytics pipeline',
    words:
      'analytics|data pipeline|data platform|clickstream|event pipeline|data warehouse|data lake|dashboards|business intelligence|datenplattform|datenpipeline|análisis de datos|plataforma de datos|数据分析|数据平台',
    unit: 'events',
    perDay: 20_000_000,
    fronts: 'Dashboard, Analyst workspace',
    externals: 'sources=Source systems, warehouse=Warehouse engine, messaging=Mail and push provider',
    invariant: 'A figure can be traced to its inputs and computed again.',
    risks: [
      'A source changes its fields without a word|Check every batch against its contract, park what does not fit, tell the owner',
      'The same figure twice, differently|Define figures once as code, and let every dashboard use that',
    ],
    asks: [
      {
        id: 'freshness',
        question: 'How fresh must the figures be?',
        why: 'Minutes allow batches; seconds need a stream from end to end.',
        options: ['A day', 'An hour', 'A minute', 'Seconds'],
        default: 'An hour',
        said: /\b(real[- ]?time|near[- ]real|hourly|daily|nightly|fresh(ness)?|within (a|\d+) (minutes?|seconds?|hours?))\b/i,
      },
    ],
    services: `
collector: Takes events from sites and systems, each once
  owns tracked_event(source, name, body, happened_at)
  emits event.collected
  is timeseries ingest
contract: Knows what each source promised to send
  owns source_contract(source, version:int, fields:list); violation(source, reason, seen_at)
  emits contract.broken
  hears collector.event.collected
  is sql
transform: Cleans, joins and computes in steps that can be repeated
  owns model_run(name, version:int, status:running/done/failed); dataset(name, partition, rows:int)
  emits dataset.refreshed
  hears collector.event.collected
  uses sources warehouse
  is blob batch core
metric: Defines figures once and answers questions about them
  owns metric(name, definition, owner_id); metric_value(metric_id, value:number, period)
  emits metric.changed
  hears transform.dataset.refreshed
  is timeseries readheavy
catalogue: Shows what data there is, where it comes from, who may see it
  owns dataset_entry(name, owner_id, sensitivity:open/internal/personal); lineage(from_dataset, to_dataset)
  hears transform.dataset.refreshed contract.contract.broken
  is graph
+ notification: contract.contract.broken metric.metric.changed
`,
  },
  {
    id: 'identity-platform',
    name: 'Identity and access',
    words:
      'identity|authentication service|auth service|single sign-on|sso|oauth|openid|login system|access management|iam|anmeldung|identitätsverwaltung|autenticación|gestión de identidades|身份认证|单点登录|登录系统',
    unit: 'sign-ins',
    perDay: 300_000,
    fronts: 'Sign-in pages, Admin console',
    externals: 'idp=Companies’ identity providers, messaging=Mail and push provider',
    invariant: 'A revoked right stops working within a minute, everywhere.',
    risks: [
      'Passwords from other leaks are tried|Limit by account and network, check against known leaks, offer passkeys',
      'Nobody can sign in when this is down|Let services check tokens themselves with cached keys, run two sites',
    ],
    asks: [
      {
        id: 'federation',
        question: 'Who signs in?',
        why: 'Staff of customers bring their own identity provider; consumers bring passwords and passkeys.',
        options: ['Consumers', 'Staff of customers (SSO)', 'Both'],
        default: 'Both',
        said: /\b(saml|sso|consumers?|b2b|b2c|employees|passkeys?)\b/i,
      },
    ],
    services: `
account: Keeps people and how they prove who they are
  owns account(email, status:invited/active/locked); factor(account_id, kind:password/passkey/totp, added_at)
  emits account.registered account.locked
  is sql personal core
session: Signs people in and keeps sessions
  owns session(account_id, device, expires_at); login_attempt(account_id, result:ok/wrong/blocked, tried_at)
  emits session.opened session.revoked
  hears account.account.locked
  uses idp
  is keyvalue realtime contended
token: Issues and signs tokens, rotates keys
  owns signing_key(algorithm, valid_until:date); refresh_token(session_id, expires_at, used:bool)
  hears session.session.revoked
  is sql readheavy
policy: Decides who may do what
  owns policy_rule(role, action, resource); assignment(account_id, role, scope)
  emits assignment.changed
  is sql readheavy
directory: Takes people and groups over from companies' directories
  owns directory_link(tenant_id, protocol:scim/ldap, cursor); group(tenant_id, name)
  emits group.changed
  is sql batch
+ audit: session.session.opened policy.assignment.changed account.account.locked
+ notification: account.account.registered account.account.locked
`,
  },
  {
    id: 'notification-platform',
    name: 'Notification platform',
    words:
      'notification platform|notification system|push notifications|email platform|newsletter|bulk mail|sms gateway|notification service|benachrichtigungssystem|benachrichtigungsdienst|sistema de notificaciones|通知系统|推送',
    unit: 'notifications',
    perDay: 5_000_000,
    fronts: 'Campaign console',
    externals: 'mail=Mail provider, sms=SMS provider, push=Push services',
    invariant: 'Nobody gets the same notification twice, or one they refused.',
    risks: [
      'A provider slows down and everything behind it waits|Queue per channel and provider, with its own limits and breaker',
      'A mass mailing delays sign-in codes|Keep priorities in separate queues with reserved capacity',
    ],
    asks: [
      {
        id: 'channels',
        question: 'Which channels are needed first?',
        why: 'Each channel has its own limits, receipts and rules.',
        options: ['Mail', 'Mail and push', 'Mail, push and SMS', 'All, with in-app'],
        default: 'Mail and push',
        effects: {
          Mail: {
            withoutUses: ['sms', 'push'],
            text: 'Mail only: SMS and push come later as further channels of dispatch.',
          },
          'Mail and push': {
            withoutUses: ['sms'],
            text: 'Mail and push first: SMS comes later as a further channel of dispatch.',
          },
        },
        said: /\b(e-?mails?|sms|push|in-app|whatsapp|slack)\b/i,
      },
    ],
    services: `
intake: Takes what is to be told, checks and stores it once
  owns notification_request(recipient_id, template_id, key, priority:high/normal/bulk)
  emits request.accepted
  is sql ingest core
preference: Knows what each person allows, when and where
  owns channel_preference(person_id, channel:mail/sms/push, allowed:bool); quiet_time(person_id, from, until)
  emits preference.changed
  is keyvalue personal readheavy
template: Keeps texts in their versions and languages
  owns template(name, language, version:int, body)
  emits template.published
  is document readheavy
dispatch: Renders and sends through providers, within their limits
  owns send_job(notification_request_id, channel:mail/sms/push, status:queued/sent/failed, attempts:int)
  emits message.sent message.failed
  hears intake.request.accepted
  uses mail sms push
  is sql
feedback: Takes receipts, bounces and complaints
  owns receipt(send_job_id, kind:delivered/bounced/opened, received_at); suppression(address, reason)
  emits address.suppressed
  hears dispatch.message.sent
  is timeseries ingest
campaign: Plans mailings to many and paces them
  owns campaign(name, audience, starts_at, status:planned/running/done)
  emits campaign.started
  is sql batch
+ reporting: dispatch.message.sent dispatch.message.failed
`,
  },
];
