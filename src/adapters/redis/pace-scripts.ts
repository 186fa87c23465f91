import { PRESENT_MS, REMEMBERED_MS, WARY_MS } from '../../core/delivery/local-pace.ts';

/**
 * A lane is a hash, which vanishes by itself when it says nothing any more:
 *   due      the instant of the next turn; a lane that rested has it in the past
 *   urgent   the same for urgent ones, among themselves
 *   held     the platform wants no call before
 *   shifted  by how much turns were put off ever for urgent ones, `paused` by the platform
 *   spare    the instant of the next call that may as well be left out
 * Instants are the server's own, unless ARGV[1] gives another one.
 */
const LANE = `
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local names = { 'due', 'urgent', 'held', 'shifted', 'paused', 'spare' }
local lane, kept = {}, redis.call('HMGET', KEYS[1], unpack(names))
for i, name in ipairs(names) do lane[name] = tonumber(kept[i] or 0) end
local function keep(ms)
  local fields = {}
  for _, name in ipairs(names) do
    fields[#fields + 1] = name
    fields[#fields + 1] = string.format('%d', lane[name])
  end
  redis.call('HSET', KEYS[1], unpack(fields))
  local wary = lane.held > 0 and lane.held + ${WARY_MS} or 0
  local last = math.max(lane.due, lane.urgent, wary, lane.spare, now)
  redis.call('PEXPIRE', KEYS[1], string.format('%d', last - now + ms))
end
`;

/** KEYS: lane. ARGV: now everyMs burst overdraw mostMs eager. Answers the wait, and what turns were put off by until now. */
export const TAKE_SCRIPT = `${LANE}
local every, burst, overdraw, most = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local rested = now - (burst - 1) * every
local slot = math.max(lane.due, rested)
if ARGV[6] == '1' and now > lane.held + ${WARY_MS} then
  lane.due = math.max(lane.due, math.min(slot, now) + every)
  keep(burst * every)
  return { 0, lane.shifted, lane.paused }
end
local own = slot
local beyond = overdraw * every
if overdraw > 0 then
  own = math.max(lane.urgent, math.min(lane.due, now + every), rested)
  if lane.held > now then own = math.max(own, lane.held + beyond) end
end
local wait = math.max(own - beyond, lane.held, now) - now
if wait <= most then
  if overdraw > 0 then
    if lane.due > now + every then lane.shifted = lane.shifted + every end
    lane.urgent = own + every
  end
  lane.due = slot + every
  keep(burst * every)
end
return { wait, lane.shifted, lane.paused }
`;

/** KEYS: lane, asked, since. ARGV: now everyMs burst, everyMs and burst of those calls alone, who. Answers 1 for room. */
export const SPARE_SCRIPT = `${LANE}
local every, burst, own_every, own_burst = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local who, forgotten, present = ARGV[6], now - ${REMEMBERED_MS}, now - ${PRESENT_MS}
local function instant(ms) return string.format('%d', ms) end
redis.call('ZADD', KEYS[2], instant(now), who)
redis.call('ZADD', KEYS[3], 'NX', instant(forgotten), who)
redis.call('PEXPIRE', KEYS[2], ${REMEMBERED_MS})
redis.call('PEXPIRE', KEYS[3], ${REMEMBERED_MS})
local rested = now - (burst - 1) * every
local slot = math.max(lane.due, rested)
if lane.held > now or slot - rested >= burst / 2 * every then return 0 end
local due = math.max(lane.spare, now - (own_burst - 1) * own_every)
local places = math.floor((now - due) / own_every) + 1
local ahead, since = 0, redis.call('ZSCORE', KEYS[3], who)
for _, other in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', '(' .. since)) do
  local asked = tonumber(redis.call('ZSCORE', KEYS[2], other) or 0)
  if asked < forgotten then
    redis.call('ZREM', KEYS[2], other)
    redis.call('ZREM', KEYS[3], other)
  elseif asked >= present then
    ahead = ahead + 1
  end
  if ahead >= places then return 0 end
end
if places < 1 then return 0 end
redis.call('ZADD', KEYS[3], instant(now), who)
lane.due = slot + every
lane.spare = due + own_every
keep(burst * every + own_burst * own_every)
return 1
`;

/** KEYS: lane. ARGV: now. Answers how long it is held. */
export const HELD_SCRIPT = `${LANE}
return math.max(0, lane.held - now)
`;

/** KEYS: lane. ARGV: now ms. */
export const HOLD_SCRIPT = `${LANE}
local from = math.max(lane.held, now)
local more = now + tonumber(ARGV[2]) - from
if more <= 0 then return 0 end
lane.held = from + more
lane.paused = lane.paused + more
lane.due = math.max(lane.due, from) + more
if lane.urgent > from then lane.urgent = lane.urgent + more end
keep(1000)
return more
`;
