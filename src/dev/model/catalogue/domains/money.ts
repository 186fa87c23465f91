import type { DomainSource } from '../parse-domain.ts';

export const money: DomainSource[] = [
  {
    id: 'payments',
    name: 'Payment processing',
    words:
      'payment platform|payment processing|payment gateway|payment service provider|psp|card payments|payment system|payments platform|zahlungsabwicklung|zahlungsplattform|zahlungsdienst|pasarela de pago|plataforma de pagos|支付平台|支付系统',
    unit: 'payments',
    perDay: 200_000,
    fronts: 'Merchant console, Checkout page',
    externals: 'acquirer=Acquiring bank, schemes=Card network, fraudfeed=Fraud data feed',
    invariant: 'A payment that a merchant sends twice moves money once.',
    risks: [
      'An answer of the acquirer is lost and the state is unknown|Store the attempt before the call, settle unknown results by inquiry, never by sending again',
      'Card data spreads into logs and copies|Keep it in one vault with its own network, hand out tokens to everything else',
    ],
    asks: [
      {
        id: 'card-data',
        question: 'Will card numbers touch your own servers?',
        why: 'It decides the scope of PCI DSS and the vault.',
        options: ['No, hosted fields of a provider', 'Yes, we need our own vault'],
        default: 'No, hosted fields of a provider',
        said: /\b(hosted fields|vault|tokeni[sz]ation|pci|stripe|adyen)\b/i,
      },
    ],
    services: `
intent: Takes payment orders from merchants, each once
  owns payment_intent(merchant_id, amount:money, idempotency_key, status:created/processing/succeeded/failed)
  emits intent.created intent.cancelled
  hears processing.attempt.succeeded processing.attempt.failed
  calls vault
  is sql core money
processing: Runs attempts against acquirers and settles unknown results
  owns attempt(payment_intent_id, acquirer, reference, status:sent/succeeded/failed/unknown)
  emits attempt.succeeded attempt.failed
  hears fraud.check.passed
  uses acquirer schemes
  is sql money
vault: Keeps card data and hands out tokens
  owns card_token(merchant_id, last4, expires_on:date)
  is keyvalue money personal
fraud: Scores a payment before it is sent
  owns check(payment_intent_id, score:number, result:passed/review/blocked)
  emits check.passed check.blocked
  hears intent.intent.created
  uses fraudfeed
  is keyvalue realtime
ledger: Books every movement twice, never changes an entry
  owns ledger_account(owner_id, currency, kind); ledger_entry(ledger_account_id, amount:money, side:debit/credit, booked_at)
  emits entry.booked
  hears processing.attempt.succeeded settlement.payout.sent
  is sql money core
settlement: Reconciles with banks and pays merchants
  owns settlement_batch(merchant_id, day:date, total:money, status:open/reconciled/paid); difference(settlement_batch_id, amount:money)
  emits payout.sent
  hears processing.attempt.succeeded
  is sql money batch
+ webhook: processing.attempt.succeeded processing.attempt.failed settlement.payout.sent
`,
  },
  {
    id: 'banking-ledger',
    name: 'Banking ledger',
    words:
      'bank|banking|core banking|ledger|current accounts|money transfer|wallet|neobank|kontoführung|kernbank|girokonto|banca|libro mayor|transferencias|银行|账本|钱包',
    unit: 'postings',
    perDay: 500_000,
    fronts: 'Customer app, Back office',
    externals: 'rails=Payment rails, kyc=Identity check, messaging=Mail and push provider',
    invariant: 'Debits equal credits in every booking, and no booking is ever changed.',
    risks: [
      'A hot account slows every booking on it|Split it into sub-accounts or book asynchronously and sum up',
      'An audit asks for the state of any past moment|Keep entries append-only with booking and value time, and derive balances',
    ],
    asks: [
      {
        id: 'rails',
        question: 'Which payment rails are needed first?',
        why: 'Each rail brings its own cut-off times, formats and reconciliation.',
        options: ['Internal transfers only', 'SEPA', 'Cards', 'SEPA and cards'],
        default: 'SEPA',
        said: /\b(sepa|swift|ach|faster payments|instant payments|cards?|internal transfers?)\b/i,
      },
    ],
    services: `
account: Opens and closes accounts and knows their terms
  owns account(holder_id, iban, product, status:open/blocked/closed); product_terms(name, interest:number)
  emits account.opened account.blocked
  is sql personal core
ledger: Books double entries under one transaction each
  owns ledger_entry(account_id, amount:money, side:debit/credit, booked_at, value_on:date); balance(account_id, booked:money, available:money)
  emits entry.booked entry.rejected
  hears transfer.transfer.requested
  is sql money contended core
transfer: Takes payment orders and carries them over rails
  owns transfer(from_account_id, to_iban, amount:money, idempotency_key, status:requested/booked/sent/settled/returned)
  emits transfer.requested transfer.settled
  hears ledger.entry.booked ledger.entry.rejected
  uses rails
  is sql money
customer: Admits customers and keeps their identity checked
  owns customer(name, birth_date:date, address, kyc_status:open/passed/failed)
  emits customer.verified
  uses kyc
  is sql personal
limits: Enforces limits and screens payments
  owns limit(account_id, kind, amount:money); screening(transfer_id, result:clear/hit)
  emits screening.hit
  hears transfer.transfer.requested
  is keyvalue contended
statement: Writes statements and answers what happened
  owns statement(account_id, period, file_url); transaction_view(account_id, text, amount:money, booked_at)
  hears ledger.entry.booked
  is document readheavy
+ audit: account.account.blocked limits.screening.hit
+ notification: transfer.transfer.settled limits.screening.hit
`,
  },
  {
    id: 'insurance-claims',
    name: 'Insurance claims',
    words:
      'insurance|claims|insurer|policy holder|policyholder|underwriting|versicherung|schadenmeldung|schadensfall|seguros|siniestros|保险|理赔',
    unit: 'claims',
    perDay: 2_000,
    fronts: 'Customer portal, Adjuster workspace',
    externals: 'payments=Payment provider, experts=Expert network, messaging=Mail and push provider',
    invariant: 'A claim is decided on the policy as it stood on the day of the loss, and paid once.',
    risks: [
      'Decisions that nobody can explain later|Record inputs, rule version and person with each decision',
      'Storm days bring fifty times the claims|Take reports through a queue, triage automatically, and work the rest in order',
    ],
    asks: [
      {
        id: 'automation',
        question: 'Which share of claims should be decided without a person?',
        why: 'It decides between a workflow tool and a rule engine with review.',
        options: ['None', 'Small, clear ones', 'Most'],
        default: 'Small, clear ones',
        said: /\b(straight-?through|automatic(ally)? (decid|approv)|by (a person|adjusters?))\b/i,
      },
    ],
    services: `
policy: Knows contracts and what they covered at any time
  owns policy(holder_id, product, starts_on:date, ends_on:date); coverage(policy_id, risk, limit:money, deductible:money)
  emits policy.changed
  is sql core readheavy
claim: Takes a loss from report to decision
  owns claim(policy_id, loss_on:date, description, reserve:money, status:reported/assessed/accepted/rejected/closed); decision(claim_id, amount:money, reason, decided_at)
  emits claim.reported claim.accepted claim.rejected
  hears assessment.assessment.completed triage.score.computed
  calls policy
  is sql core money
triage: Scores claims for speed and suspicion
  owns score(claim_id, complexity:number, suspicion:number)
  emits score.computed
  hears claim.claim.reported
  is keyvalue batch
assessment: Organises experts, photos and estimates
  owns assessment(claim_id, expert_id, estimate:money, status:ordered/visited/completed); appointment(assessment_id, starts_at)
  emits assessment.completed
  hears claim.claim.reported
  uses experts
  is sql
document: Keeps letters, photos and reports of a claim
  owns claim_document(claim_id, kind, file_url, received_at)
  emits document.received
  is blob personal
+ payment: claim.claim.accepted
+ audit: claim.claim.accepted claim.claim.rejected
+ notification: claim.claim.reported claim.claim.accepted claim.claim.rejected
`,
  },
  {
    id: 'subscription-billing',
    name: 'Subscription billing',
    words:
      'subscription billing|billing system|recurring billing|usage-based billing|metered billing|invoicing system|saas billing|abrechnung|abrechnungssystem|facturación|订阅|计费',
    unit: 'usage records',
    perDay: 1_000_000,
    fronts: 'Customer portal, Finance console',
    externals: 'payments=Payment provider, tax=Tax service, messaging=Mail and push provider',
    invariant: 'Each unit of usage is billed once, and an issued invoice never changes.',
    risks: [
      'Late or doubled usage changes a bill|Give usage records ids, close periods after a grace time, and correct in the next',
      'Dunning locks out paying customers|Separate the right to use from the state of one payment, with a grace period',
    ],
    asks: [
      {
        id: 'pricing-model',
        question: 'What is charged for?',
        why: 'Usage needs metering and rating; seats and flat plans do not.',
        options: ['Flat plans', 'Seats', 'Usage', 'A mixture'],
        default: 'A mixture',
        said: /\b(flat|per seat|seats|usage-based|metered|tiers?)\b/i,
      },
    ],
    services: `
metering: Takes usage records at any rate, each once
  owns usage_record(subscription_id, metric, quantity:number, recorded_at)
  emits usage.closed
  is timeseries ingest
rating: Turns usage into priced lines
  owns price_rule(metric, from:int, unit_price:money); rated_line(subscription_id, period, amount:money)
  emits line.rated
  hears metering.usage.closed
  is sql money batch
dunning: Chases what was not paid, gently first
  owns dunning_case(invoice_id, level:int, next_at, status:open/settled/lost)
  emits case.escalated
  hears payment.payment.failed payment.payment.captured
  is sql
+ subscription: payment.payment.failed payment.payment.captured
+ invoicing: rating.line.rated subscription.subscription.renewed
+ payment: invoicing.invoice.issued
+ notification: invoicing.invoice.issued dunning.case.escalated
`,
  },
];
