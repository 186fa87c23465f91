import type { DomainSource } from '../parse-domain.ts';

export const things: DomainSource[] = [
  {
    id: 'iot-telemetry',
    name: 'Device telemetry',
    words:
      'iot|telemetry|sensors|sensor data|connected devices|device fleet|machine data|industrial monitoring|sensordaten|maschinendaten|internet of things|sensores|dispositivos conectados|物联网|传感器',
    unit: 'readings',
    perDay: 50_000_000,
    fronts: 'Operations console',
    externals: 'messaging=Mail and push provider, firmware=Firmware signing',
    invariant: 'A command reaches the device it was meant for, at most once.',
    risks: [
      'All devices reconnect after an outage and send what they stored|Bound the intake per device, accept old readings on a slower path',
      'A stolen device key|Give each device its own certificate that can be revoked alone',
    ],
    asks: [
      {
        id: 'protocol',
        question: 'How do the devices talk?',
        why: 'Protocol and battery decide the gateway and how often data can come.',
        options: ['MQTT', 'HTTPS', 'LoRaWAN or other radio', 'A mixture'],
        default: 'MQTT',
        said: /\b(mqtt|https?|lora(wan)?|coap|zigbee|opc[- ]?ua|modbus)\b/i,
      },
    ],
    services: `
registry: Knows every device, its key and its owner
  owns device(serial, model, owner_id, status:new/active/retired); credential(device_id, fingerprint, expires_at)
  emits device.activated device.retired
  is sql core readheavy
ingest: Takes readings at any rate and passes them on
  owns raw_reading(device_id, metric, value:number, measured_at)
  emits reading.received
  is timeseries ingest realtime
history: Keeps readings, thinned out with age
  owns series(device_id, metric, resolution); rollup(series_id, mean:number, highest:number, bucket_at)
  hears ingest.reading.received
  is timeseries readheavy
alert: Compares readings with rules and raises alarms once
  owns alert_rule(metric, condition, minutes:int); alarm(device_id, alert_rule_id, status:raised/seen/cleared)
  emits alarm.raised alarm.cleared
  hears ingest.reading.received
  is keyvalue realtime
command: Sends commands and follows whether they were done
  owns device_command(device_id, kind, status:queued/sent/done/expired)
  emits command.completed
  hears registry.device.activated
  is sql
rollout: Brings new firmware to devices in waves
  owns campaign(version, wave:int, status:planned/running/stopped/done)
  emits wave.completed
  hears command.command.completed
  uses firmware
  is sql batch
+ notification: alert.alarm.raised rollout.wave.completed
`,
  },
  {
    id: 'smart-metering',
    name: 'Smart metering',
    words:
      'smart meter|smart metering|energy|electricity|utility company|grid|charging stations|ev charging|stromzähler|energieversorger|ladesäulen|energía|medidores inteligentes|智能电表|能源',
    unit: 'meter readings',
    perDay: 10_000_000,
    fronts: 'Customer portal, Grid console',
    externals: 'headend=Meter head-end, market=Energy market interface, messaging=Mail and push provider',
    invariant: 'Every quarter hour is billed from exactly one value, measured or estimated.',
    risks: [
      'Values missing at closing time|Estimate by rule, mark as estimated, and correct when the real one arrives',
      'Market messages after the deadline|Watch deadlines as data, and hold capacity free before them',
    ],
    asks: [
      {
        id: 'interval',
        question: 'How fine are the readings?',
        why: 'Interval and number of meters decide the volume.',
        options: ['Daily', 'Quarter-hourly', 'Every second'],
        default: 'Quarter-hourly',
        said: /\b(quarter[- ]hour|15[- ]min|hourly|daily reading|every (second|minute))\b/i,
      },
    ],
    services: `
metering-point: Knows meters, places and who is supplied since when
  owns metering_point(address, grid_area, status:planned/active/closed); meter(metering_point_id, serial, installed_on:date)
  emits meter.installed supply.changed
  is sql core
collection: Takes readings from the head-end, each once
  owns meter_reading(meter_id, value:number, quality:measured/estimated, measured_at)
  emits reading.collected
  uses headend
  is timeseries ingest
validation: Checks, estimates what is missing, and releases values
  owns interval_value(metering_point_id, value:number, quality:measured/estimated, starts_at)
  emits day.released
  hears collection.reading.collected metering-point.meter.installed
  is timeseries batch
market: Exchanges messages with other market parties on time
  owns market_message(kind, partner, due_at, status:due/sent/confirmed)
  emits message.confirmed
  hears validation.day.released metering-point.supply.changed
  uses market
  is sql
tariff: Prices consumption
  owns tariff(name, price_per_kwh:money, valid_from:date); rated_day(metering_point_id, amount:money, day:date)
  emits day.rated
  hears validation.day.released
  is sql money batch
+ invoicing: tariff.day.rated
+ notification: invoicing.invoice.issued metering-point.supply.changed
`,
  },
  {
    id: 'cloud-phone',
    name: 'Cloud phone',
    words:
      'cloud phone|cloudphone|cloud phones|virtual phones|android in the cloud|redroid|remote android|cloud-handy|teléfono en la nube|云手机|云电话',
    unit: 'device sessions',
    perDay: 20_000,
    fronts: 'User console, Admin console',
    externals:
      'payments=Payment provider, hosts=Container hosts with Redroid, messaging=Mail and push provider',
    invariant: 'A device belongs to one tenant, and is billed exactly for the time it ran.',
    risks: [
      'A host dies with all its devices|Keep device images apart from hosts, start elsewhere from the last snapshot',
      'One tenant takes all capacity|Check a quota when a start is asked for, and reserve before starting',
    ],
    asks: [
      {
        id: 'capacity',
        question: 'What happens when no host has room?',
        why: 'It decides between a queue for starts and refusing at once.',
        options: ['Wait in a queue', 'Refuse at once', 'Add hosts automatically'],
        default: 'Wait in a queue',
        said: /\b(autoscal\w*|quota|queue(d)? start|capacity)\b/i,
      },
    ],
    services: `
user: Knows people and tenants; its state is a sequence of events
  owns account(email, tenant_id, status:active/locked); tenant(name, plan)
  emits account.registered account.locked
  is sql personal readheavy
device: Starts, stops and follows phones
  owns device(tenant_id, image, host_id, status:requested/starting/running/stopped/failed)
  emits device.started device.stopped device.failed
  hears quota.reservation.granted quota.reservation.denied
  uses hosts
  is sql core
quota: Grants and counts what a tenant may use
  owns quota(tenant_id, devices:int, cpu:int); reservation(tenant_id, device_id, status:asked/granted/denied)
  emits reservation.granted reservation.denied
  hears device.device.stopped device.device.failed
  is sql contended
app: Keeps packages and installs them on devices
  owns app_package(name, version, file_url); installation(device_id, app_package_id, status:waiting/done/failed)
  emits installation.completed
  hears device.device.started
  is blob
stream: Carries screen and input between browser and phone
  owns stream_session(device_id, viewer_id, started_at)
  emits session.ended
  is keyvalue realtime
billing: Counts running time and charges for it
  owns usage_period(device_id, started_at, ended_at, seconds:int); bill(tenant_id, month, total:money)
  emits bill.closed
  hears device.device.started device.device.stopped
  uses payments
  is sql money
+ notification: device.device.failed billing.bill.closed
`,
  },
  {
    id: 'game-matchmaking',
    name: 'Game backend',
    words:
      'game backend|matchmaking|multiplayer|online game|gaming platform|leaderboard|esports|spieleplattform|mehrspieler|juego multijugador|emparejamiento|游戏|匹配|排行榜',
    unit: 'matches',
    perDay: 200_000,
    fronts: 'Game client, Game master console',
    externals: 'hosting=Game server hosting, stores=App stores',
    invariant: 'A match result counts once, and an item has one owner.',
    risks: [
      'Waiting grows when few people of one skill are online|Widen the skill range with time and say how long it will take',
      'Cheating|Let servers report results, not clients, and check reports against the recording',
    ],
    asks: [
      {
        id: 'waiting',
        question: 'How long may a player wait for a match?',
        why: 'Short waits need wider skill ranges and warm servers.',
        options: ['10 seconds', '30 seconds', '2 minutes'],
        default: '30 seconds',
        said: /\b(within|under|at most|max(imum)?) \d+ ?(s|sec|seconds?|min|minutes?)\b/i,
      },
    ],
    services: `
player: Keeps players, friends and progress
  owns player(name, region, level:int); friendship(player_id, friend_id)
  emits player.joined
  is document personal readheavy
matchmaking: Builds fair matches from who is waiting
  owns queue_ticket(player_id, mode, skill:number, entered_at); proposal(players:list, status:offered/accepted/expired)
  emits match.formed
  is keyvalue realtime contended core
session: Finds a game server and watches the match
  owns match_session(mode, server_address, status:starting/running/over/lost)
  emits match.ended
  hears matchmaking.match.formed
  uses hosting
  is keyvalue
rating: Computes skill and rankings from results
  owns skill_rating(player_id, mode, value:number); leaderboard_entry(season, player_id, rank:int)
  emits rating.changed
  hears session.match.ended
  is keyvalue readheavy
item: Keeps what players own and trade
  owns item(owner_id, kind, serial:int); trade(from_player_id, to_player_id, status:offered/done/cancelled)
  emits item.granted
  hears session.match.ended
  uses stores
  is sql money contended
+ chat
+ analytics: session.match.ended item.item.granted
`,
  },
];
