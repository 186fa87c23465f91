import type { DomainSource } from '../parse-domain.ts';

export const mobility: DomainSource[] = [
  {
    id: 'food-delivery',
    name: 'Food delivery',
    words:
      'food delivery|meal delivery|restaurant delivery|food ordering|takeaway|take-away|deliver food|delivers food|essenslieferung|essenlieferdienst|lieferdienst für essen|comida a domicilio|reparto de comida|entrega de comida|外卖|送餐',
    unit: 'orders',
    perDay: 10_000,
    fronts: 'Customer app, Courier app, Restaurant console',
    externals: 'payments=Payment provider, maps=Maps and routing, messaging=Mail and push provider',
    invariant: 'An order is charged once and handed to exactly one courier.',
    risks: [
      'The dinner peak is several times the daily mean and hits ordering and dispatch together|Size for the peak hour, queue dispatch work, and let restaurants pause intake',
      'Courier positions flood the stores that orders depend on|Keep positions in memory with a short life, apart from the order data',
    ],
    asks: [
      {
        id: 'couriers',
        question: 'Who delivers the meals?',
        why: 'Own couriers need dispatch and live tracking; restaurant couriers do not.',
        options: ['Our own couriers', "The restaurants' couriers", 'Both'],
        default: 'Our own couriers',
        effects: {
          "The restaurants' couriers": {
            without: ['dispatch', 'tracking'],
            withoutFronts: ['Courier app'],
            withoutUses: ['maps'],
            invariant: 'An order is charged once and handed to exactly one restaurant.',
            text: 'Restaurants deliver themselves: no dispatch, no live tracking and no courier app; the restaurant console says when an order has left and arrived.',
          },
          Both: {
            text: 'Both kinds of courier: dispatch offers an order to our own couriers only when its restaurant has none.',
          },
        },
        said: /\b(own (couriers|drivers|riders)|(couriers|drivers|riders) (are|work|employed|freelance)|restaurants? deliver|fleet)\b/i,
      },
    ],
    services: `
restaurant: Keeps restaurants, menus, prices and opening hours
  owns restaurant(name, address, location:geo, open:bool); menu_item(restaurant_id, name, price:money, available:bool)
  emits menu_item.changed restaurant.closed
  is document readheavy
order: Takes an order from basket to doorstep and keeps its state
  owns order(customer_id, restaurant_id, total:money, status:placed/paid/cooking/underway/delivered/cancelled, placed_at); order_line(order_id, menu_item_id, quantity:int, price:money)
  emits order.placed order.confirmed order.cancelled
  hears payment.payment.captured payment.payment.failed dispatch.delivery.completed
  calls restaurant
  is sql core money
dispatch: Finds the courier for an order and follows the delivery
  owns delivery(order_id, courier_id, pickup_at, status:open/assigned/picked_up/completed); courier(name, vehicle, on_shift:bool)
  emits delivery.assigned delivery.completed
  hears order.order.confirmed order.order.cancelled
  uses maps
  is sql geo
tracking: Takes courier positions and shows them to the one who waits
  owns courier_position(courier_id, position:geo, seen_at)
  hears dispatch.delivery.assigned
  is keyvalue realtime ingest geo
+ payment: order.order.placed order.order.cancelled
+ notification: order.order.confirmed dispatch.delivery.assigned dispatch.delivery.completed
`,
  },
  {
    id: 'ride-hailing',
    name: 'Ride hailing',
    words:
      'ride hailing|ride-hailing|ride sharing|rideshare|ride-sharing|taxi|cab booking|fahrdienst|mitfahr|viajes compartidos|网约车|打车',
    unit: 'trips',
    perDay: 50_000,
    fronts: 'Rider app, Driver app, Operations console',
    externals: 'payments=Payment provider, maps=Maps and routing, messaging=Mail and push provider',
    invariant: 'A driver serves one trip at a time and a trip has one driver.',
    risks: [
      'Matching slows down when one area has many drivers and riders|Partition by geographic cell and match inside a cell with a deadline',
      'Surge prices that riders did not see|Quote a price with a life time and charge what was quoted',
    ],
    asks: [
      {
        id: 'pricing',
        question: 'How is a trip priced?',
        why: 'A fixed quote needs no meter; surge pricing needs live supply and demand.',
        options: ['Fixed quote before the trip', 'Meter', 'Quote with surge'],
        default: 'Fixed quote before the trip',
        said: /\b(surge|dynamic pricing|fixed (price|quote|fare)|meter(ed)?)\b/i,
      },
    ],
    services: `
trip: Takes a ride from request to receipt
  owns trip(rider_id, driver_id, pickup:geo, dropoff:geo, fare:money, status:requested/matched/underway/completed/cancelled)
  emits trip.requested trip.completed trip.cancelled
  hears matching.match.found payment.payment.captured
  calls pricing
  is sql core money
driver: Keeps drivers, their vehicles and documents
  owns driver(name, licence_number, rating:number, status:pending/active/blocked); vehicle(driver_id, plate, seats:int)
  emits driver.activated driver.blocked
  is sql personal
location: Takes positions of drivers and answers who is near
  owns driver_position(driver_id, position:geo, seen_at)
  is keyvalue realtime ingest geo
matching: Gives a trip the best driver who is free
  owns match(trip_id, driver_id, eta_seconds:int, status:offered/accepted/declined)
  emits match.found match.failed
  hears trip.trip.requested
  calls location
  is keyvalue contended geo
pricing: Quotes a fare and explains how it came about
  owns quote(pickup:geo, dropoff:geo, amount:money, expires_at); tariff(city, base:money, per_km:money)
  is sql readheavy
payout: Pays drivers what they earned
  owns payout(driver_id, amount:money, period, status:due/sent/failed); earning(trip_id, driver_id, amount:money)
  emits payout.sent
  hears trip.trip.completed
  is sql money batch
+ payment: trip.trip.completed
+ notification: matching.match.found trip.trip.completed payout.payout.sent
`,
  },
  {
    id: 'parcel-logistics',
    name: 'Parcel logistics',
    words:
      'parcel|logistics|shipment|shipping platform|freight|last mile|last-mile|courier network|package tracking|paket|sendung|logistik|spedition|paquetería|envíos|logística|物流|快递',
    unit: 'parcels',
    perDay: 100_000,
    fronts: 'Sender portal, Driver handheld, Tracking page',
    externals: 'maps=Maps and routing, customs=Customs gateway, messaging=Mail and push provider',
    invariant: 'Every parcel has one current place, and its history is never rewritten.',
    risks: [
      'Scans arrive late, twice and out of order from handhelds that were offline|Number scans on the device, order them by scan time, and make the handler idempotent',
      'The public tracking page draws far more readers than there are parcels|Serve it from a read copy behind a cache',
    ],
    asks: [
      {
        id: 'offline',
        question: 'Must drivers be able to scan without a network?',
        why: 'Offline scans arrive late and out of order, which shapes the event handling.',
        options: ['Yes, for hours', 'Only short gaps', 'No'],
        default: 'Only short gaps',
        said: /\b(offline|no (network|signal|coverage))\b/i,
      },
    ],
    services: `
shipment: Books parcels and knows what was promised to whom
  owns shipment(sender_id, recipient_name, weight_grams:int, service_level, status:booked/collected/in_transit/delivered/returned); label(shipment_id, barcode)
  emits shipment.booked shipment.delivered
  hears scan.scan.recorded
  calls rate
  is sql core
scan: Takes scans from depots and drivers at any rate
  owns scan(shipment_id, place_id, kind:arrival/departure/delivery, scanned_at)
  emits scan.recorded
  is timeseries ingest
routing: Plans tours and assigns parcels to vehicles
  owns tour(vehicle_id, day:date, status:planned/underway/done); stop(tour_id, shipment_id, position:int, eta_at)
  emits tour.planned
  hears shipment.shipment.booked
  uses maps
  is sql geo batch
tracking: Shows a parcel's way to whoever holds its number
  owns tracking_view(shipment_id, current_place, expected_at, history:list)
  hears scan.scan.recorded routing.tour.planned
  is document readheavy
rate: Knows prices by weight, zone and service
  owns tariff(zone, weight_limit_grams:int, price:money)
  is sql readheavy
claim: Handles loss and damage
  owns claim(shipment_id, reason, amount:money, status:open/accepted/rejected)
  emits claim.opened claim.settled
  hears shipment.shipment.delivered
  is sql money
+ invoicing: shipment.shipment.delivered
+ notification: shipment.shipment.booked routing.tour.planned shipment.shipment.delivered
`,
  },
  {
    id: 'warehouse',
    name: 'Warehouse management',
    words:
      'warehouse|inventory management|stock management|fulfilment|fulfillment|pick and pack|lagerverwaltung|lagerhaltung|almacén|inventario|仓库|库存',
    unit: 'picks',
    perDay: 40_000,
    fronts: 'Handheld scanner, Planner console',
    externals: 'shop=Shop or ERP system, carriers=Carrier interfaces',
    invariant: 'Stock on hand never goes below what is reserved.',
    risks: [
      'Counted stock and booked stock drift apart|Book every movement as an entry, count in cycles, and post differences as entries too',
      'Two pickers are sent to the same bin|Assign picks under a short lease that only one can hold',
    ],
    asks: [
      {
        id: 'sites',
        question: 'How many sites, and do they share stock?',
        why: 'Shared stock needs one place that allocates; separate sites can run alone.',
        options: ['One site', 'Several, each its own stock', 'Several with shared stock'],
        default: 'One site',
        said: /\b((one|single|two|three|\d+) (sites?|warehouses?)|multi-?site)\b/i,
      },
    ],
    services: `
stock: Books every movement and answers what is there and what is free
  owns stock_item(sku, bin_id, on_hand:int, reserved:int); movement(sku, from_bin, to_bin, quantity:int, moved_at)
  emits stock.reserved stock.short stock.moved
  hears outbound.order.accepted inbound.delivery.received
  is sql core contended
inbound: Receives and checks deliveries
  owns inbound_delivery(supplier_id, expected_at, status:announced/received/stored); receipt_line(inbound_delivery_id, sku, quantity:int)
  emits delivery.received
  is sql
outbound: Takes orders to ship and follows them to the dock
  owns outbound_order(shop_order_id, carrier, status:accepted/picking/packed/shipped); pack(outbound_order_id, weight_grams:int)
  emits order.accepted order.shipped
  hears stock.stock.reserved picking.pick.completed
  uses shop
  is sql core
picking: Plans walks and gives pickers their next bin
  owns pick(outbound_order_id, bin_id, sku, quantity:int, status:open/taken/completed); wave(started_at, picks:int)
  emits pick.completed
  hears stock.stock.reserved
  is sql realtime contended
layout: Knows halls, bins and what fits where
  owns bin(zone, aisle, level:int, volume_litres:number)
  is sql readheavy
carrier: Orders collection and prints labels
  owns consignment(outbound_order_id, carrier, tracking_number)
  emits consignment.booked
  hears outbound.order.shipped
  uses carriers
  is sql
+ reporting: stock.stock.moved outbound.order.shipped
`,
  },
  {
    id: 'hotel-booking',
    name: 'Hotel booking',
    words:
      'hotel|booking platform|room booking|holiday rental|vacation rental|apartment booking|travel booking|flight booking|hotelbuchung|zimmerbuchung|reservas de hotel|reserva de hoteles|酒店|订房',
    unit: 'bookings',
    perDay: 5_000,
    fronts: 'Guest site, Property console',
    externals: 'payments=Payment provider, channels=Channel manager, messaging=Mail and push provider',
    invariant: 'A room is sold once for a night.',
    risks: [
      'Two guests book the last room at the same moment|Hold the night under a unique constraint with an expiry, and confirm only from a hold',
      'Prices and rooms on other channels lag behind|Send changes as events, and reconcile with each channel every night',
    ],
    asks: [
      {
        id: 'channels',
        question: 'Is the same room also sold elsewhere?',
        why: 'Other channels need two-way synchronisation, and overbooking rules.',
        options: ['No, only here', 'Yes, through a channel manager', 'Yes, by hand'],
        default: 'Yes, through a channel manager',
        said: /\b(channel manager|booking\.com|expedia|airbnb|only (here|on our)|other channels)\b/i,
      },
    ],
    services: `
property: Describes hotels, rooms and pictures
  owns property(name, city, location:geo, stars:int); room_type(property_id, name, beds:int, photos:list)
  emits property.changed
  is document readheavy
availability: Knows which room is free on which night, and holds it for a while
  owns night(room_type_id, day:date, free:int); hold(room_type_id, from:date, until:date, expires_at)
  emits night.changed hold.expired
  hears booking.booking.cancelled
  is sql contended core
rate: Computes the price of a stay
  owns rate_plan(room_type_id, name, refundable:bool); night_price(rate_plan_id, day:date, amount:money)
  is sql readheavy
booking: Takes a stay from search to check-out
  owns booking(guest_id, room_type_id, arrival:date, departure:date, total:money, status:held/confirmed/cancelled/stayed)
  emits booking.placed booking.confirmed booking.cancelled
  hears payment.payment.captured payment.payment.failed
  calls availability rate
  is sql core money
channel: Keeps other sales channels in step
  owns channel_mapping(room_type_id, channel, remote_id)
  hears availability.night.changed booking.booking.confirmed
  uses channels
  is sql
+ search: property.property.changed availability.night.changed
+ payment: booking.booking.placed booking.booking.cancelled
+ notification: booking.booking.confirmed booking.booking.cancelled
`,
  },
];
