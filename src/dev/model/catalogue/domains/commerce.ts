import type { DomainSource } from '../parse-domain.ts';

export const commerce: DomainSource[] = [
  {
    id: 'e-commerce',
    name: 'Online shop',
    words:
      'e-commerce|ecommerce|online shop|online store|web shop|webshop|retail platform|shopping|shop system|onlineshop|online-handel|onlinehandel|tienda en línea|tienda online|comercio electrónico|电商|网店|商城',
    unit: 'orders',
    perDay: 8_000,
    fronts: 'Shop site, Back office',
    externals: 'payments=Payment provider, carriers=Carrier interfaces, messaging=Mail and push provider',
    invariant: 'What is sold is in stock, and an order is charged once.',
    risks: [
      'A sale brings a hundred times the readers and ten times the orders|Serve the catalogue from cache and index, and take orders through a queue with a visible wait',
      'Stock is sold twice under load|Reserve with a conditional update in one store, let reservations expire',
    ],
    asks: [
      {
        id: 'stock',
        question: 'May an article be sold that is out of stock?',
        why: 'Back orders relax the reservation; otherwise stock is the contended part.',
        options: ['Never', 'Yes, with a delivery date', 'Only for some articles'],
        default: 'Never',
        said: /\b(back-?orders?|oversell(ing)?|out of stock|pre-?orders?)\b/i,
      },
    ],
    services: `
catalog: Describes products, categories and prices
  owns product(name, description, price:money, category_id, active:bool); category(name, parent_id)
  emits product.changed
  is document readheavy
inventory: Counts stock and reserves it for orders
  owns stock_level(product_id, on_hand:int, reserved:int); reservation(order_id, product_id, quantity:int, expires_at)
  emits stock.reserved stock.rejected
  hears order.order.placed order.order.cancelled
  is sql contended
cart: Keeps what a visitor wants to buy
  owns cart(customer_id, lines:list, updated_at)
  is keyvalue
order: Takes an order through payment, stock and shipping
  owns order(customer_id, total:money, status:placed/reserved/paid/shipped/cancelled, placed_at); order_item(order_id, product_id, quantity:int, price:money)
  emits order.placed order.confirmed order.cancelled
  hears inventory.stock.reserved inventory.stock.rejected payment.payment.captured payment.payment.failed
  calls cart
  is sql core money
shipping: Hands parcels to carriers and follows them
  owns shipment(order_id, carrier, tracking_number, status:ready/sent/delivered)
  emits shipment.sent shipment.delivered
  hears order.order.confirmed
  uses carriers
  is sql
customer: Keeps customers and their addresses
  owns customer(email, name, marketing_allowed:bool); address(customer_id, street, city, country)
  emits customer.registered
  is sql personal
+ search: catalog.product.changed
+ payment: inventory.stock.reserved order.order.cancelled
+ notification: order.order.confirmed shipping.shipment.sent
`,
  },
  {
    id: 'marketplace',
    name: 'Marketplace',
    words:
      'marketplace|two-sided|buyers and sellers|sellers and buyers|classifieds|second-hand|second hand|auction|freelancer platform|marktplatz|kleinanzeigen|mercado en línea|compradores y vendedores|二手|集市',
    unit: 'sales',
    perDay: 3_000,
    fronts: 'Buyer site, Seller console, Trust desk',
    externals:
      'payments=Payment provider with split payouts, kyc=Identity check, messaging=Mail and push provider',
    invariant: 'Money is held until the buyer has the goods, then goes to the seller once.',
    risks: [
      'Fraud by new sellers|Delay first payouts, check identity, and score listings before they show',
      'Disputes freeze money for weeks|Keep held money in its own ledger account and let disputes only change its release',
    ],
    asks: [
      {
        id: 'money-flow',
        question: 'Does the money pass through the platform?',
        why: 'Holding money brings a ledger, payouts and licence questions.',
        options: ['Yes, held until delivery', 'Yes, paid straight on', 'No, buyer and seller settle it'],
        default: 'Yes, held until delivery',
        effects: {
          'No, buyer and seller settle it': {
            without: ['escrow', 'payment'],
            withoutUses: ['payments'],
            text: 'Buyer and seller settle the money themselves: no escrow, no payment service, no payouts.',
          },
        },
        said: /\b(escrow|payouts?|split payments?|commission|settle (it )?(directly|themselves))\b/i,
      },
    ],
    services: `
listing: Lets sellers offer things and checks the offers
  owns listing(seller_id, title, price:money, condition, status:draft/live/sold/removed); photo(listing_id, url)
  emits listing.published listing.removed
  is document readheavy
seller: Admits sellers and knows what they may do
  owns seller(name, country, verification:open/passed/failed); seller_rating(seller_id, stars:number, count:int)
  emits seller.verified
  uses kyc
  is sql personal
deal: Takes a sale from offer to handover
  owns deal(listing_id, buyer_id, price:money, status:offered/agreed/paid/shipped/received/disputed)
  emits deal.agreed deal.received deal.disputed
  hears payment.payment.captured
  is sql core money
escrow: Holds the buyer's money and releases it
  owns escrow_entry(deal_id, amount:money, side:debit/credit, booked_at); payout(seller_id, amount:money, status:due/sent)
  emits payout.sent
  hears payment.payment.captured deal.deal.received deal.deal.disputed
  is sql money
trust: Scores listings and people, and opens cases
  owns risk_case(subject_id, reason, score:number, status:open/cleared/blocked)
  emits case.blocked
  hears listing.listing.published deal.deal.disputed
  is sql batch
+ chat
+ search: listing.listing.published listing.listing.removed
+ review: deal.deal.received
+ payment: deal.deal.agreed
+ notification: deal.deal.agreed escrow.payout.sent
`,
  },
  {
    id: 'ticketing',
    name: 'Event ticketing',
    words:
      'ticketing|event tickets|concert tickets|ticket sales|ticket shop|seat reservation|box office|ticketverkauf|eintrittskarten|venta de entradas|boletos|票务|购票|演唱会',
    unit: 'tickets',
    perDay: 20_000,
    fronts: 'Ticket shop, Organiser console, Gate scanner',
    externals: 'payments=Payment provider, messaging=Mail and push provider',
    invariant: 'A seat is sold once and a ticket lets one person in once.',
    risks: [
      'An on-sale brings a year of load in ten minutes|Put a waiting room before the shop and let in only as many as the seat store can serve',
      'Bots take the seats|Bind holds to accounts, limit per account, and challenge at the waiting room',
    ],
    asks: [
      {
        id: 'on-sale',
        question: 'How many people come at the moment sales open?',
        why: 'The opening minute, not the daily mean, decides the architecture.',
        options: ['Under 1,000', '1,000–50,000', 'More than 50,000'],
        default: '1,000–50,000',
        said: /\b(on-?sale|at once|concurrent|waiting room|simultaneous(ly)?)\b/i,
      },
    ],
    services: `
event: Describes events, venues and seat plans
  owns event(title, venue_id, starts_at, status:planned/on_sale/sold_out/over); venue(name, seat_plan:list)
  emits event.published
  is document readheavy
seat: Holds and sells seats without ever selling one twice
  owns seat(event_id, block, number, status:free/held/sold); seat_hold(seat_id, buyer_id, expires_at)
  emits seat.held seat.released
  hears order.order.confirmed order.order.cancelled
  is sql contended core
waiting: Lets people into the shop in a fair order
  owns queue_place(event_id, visitor_id, position:int, admitted_at)
  is keyvalue realtime
order: Takes a purchase from held seats to paid tickets
  owns order(buyer_id, event_id, total:money, status:open/paid/cancelled)
  emits order.placed order.confirmed order.cancelled
  hears payment.payment.captured payment.payment.failed
  calls seat
  is sql money
admission: Issues tickets and checks them at the gate, also without a network
  owns ticket(order_id, seat_id, code, status:valid/used/void); gate_scan(ticket_id, gate, scanned_at)
  emits ticket.issued ticket.used
  hears order.order.confirmed order.order.cancelled
  is sql realtime
+ payment: order.order.placed order.order.cancelled
+ notification: admission.ticket.issued
`,
  },
  {
    id: 'crm',
    name: 'Customer relationship management',
    words:
      'crm|customer relationship|sales pipeline|lead management|leads and deals|kundenbeziehung|kundenverwaltung|gestión de clientes|客户关系|客户管理',
    unit: 'activities',
    perDay: 30_000,
    fronts: 'Sales workspace, Admin console',
    externals: 'mail=Mail and calendar, telephony=Telephony, messaging=Mail and push provider',
    invariant: 'A company and its people exist once per customer account.',
    risks: [
      'Duplicates spread from imports|Match on normalised keys at import and keep merges reversible',
      'Custom fields turn every query into a scan|Index custom fields that are filtered on, and limit how many there are',
    ],
    asks: [
      {
        id: 'custom-fields',
        question: 'May customers define their own fields and pipelines?',
        why: 'It decides how data is stored and how tenants are kept apart.',
        options: ['No', 'A few fields', 'Yes, freely'],
        default: 'A few fields',
        said: /\b(custom fields?|configurable|own pipelines?)\b/i,
      },
    ],
    services: `
contact: Knows companies and people, each once
  owns company(name, domain, owner_id); contact(company_id, name, email, phone)
  emits contact.created contact.merged
  is sql personal core
pipeline: Moves deals through stages
  owns deal(company_id, stage, value:money, expected_on:date); stage(name, position:int)
  emits deal.moved deal.won
  calls contact
  is sql core
activity: Collects mails, calls, meetings and notes
  owns activity(contact_id, kind:mail/call/meeting/note, body, happened_at)
  emits activity.logged
  hears mailbox.mail.received
  is document readheavy
mailbox: Reads and sends mail on behalf of people
  owns mailbox(owner_id, address, cursor); mail(mailbox_id, subject, received_at)
  emits mail.received
  uses mail
  is document ingest
automation: Runs rules when something happens
  owns rule(name, trigger, action, active:bool); rule_run(rule_id, status:done/failed, ran_at)
  emits task.due
  hears pipeline.deal.moved activity.activity.logged contact.contact.created
  is sql
+ search: contact.contact.created contact.contact.merged
+ reporting: pipeline.deal.moved pipeline.deal.won
+ notification: automation.task.due
`,
  },
];
