/**
 * One change of a thread, all or nothing: compares the version, refuses a deed that was kept before, refuses after the
 * deadline by the server's own clock (a command that waited in a paused server must not happen any more). A thread is
 * kept as `<version> <token> <state>`; the token tells a change that is sent twice, because its answer was lost.
 *
 * ARGV: version state threadId deadlineAt|0 ttlMs seenTtlMs flags token attendAt|'' now [outcomeTurn outcome]
 *   [endedAt] turn…
 * KEYS: thread active due notable, then one per flag in this order, then a key per deed:
 *   u the thread is uninvited, v it is not any more: uninvited    r it has got a root: root
 *   l it is the newest of its channel: latest    o an outcome: outcomes    e whose end is known: ended
 *   t turns: transcript
 * Flags w and n have no key: the thread has work; it is notable.
 */
export const SAVE_SCRIPT = `
local deadline = tonumber(ARGV[4])
if deadline > 0 then
  local time = redis.call('TIME')
  if time[1] * 1000 + math.floor(time[2] / 1000) > deadline then return 'late' end
end
local flags = ARGV[7]
local function has(flag) return string.find(flags, flag, 1, true) end
local next_key, keys = 5, {}
for flag in string.gmatch(flags, '[uvrloet]') do
  keys[flag] = KEYS[next_key]
  next_key = next_key + 1
end
local version, token = 0, nil
local current = redis.call('GET', KEYS[1])
if current then
  version = tonumber(string.match(current, '^(%d+) '))
  token = string.match(current, '^%d+ (%S+) ')
end
if token == ARGV[8] then return 'saved' end
for i = next_key, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then return 'seen' end
end
if version ~= tonumber(ARGV[1]) then return 'conflict' end
local id, ttl = ARGV[3], ARGV[5]
redis.call('SET', KEYS[1], string.format('%d %s ', version + 1, ARGV[8]) .. ARGV[2], 'PX', ttl)
for i = next_key, #KEYS do redis.call('SET', KEYS[i], '1', 'PX', ARGV[6]) end
if has('w') then
  redis.call('SADD', KEYS[2], id)
  redis.call('PEXPIRE', KEYS[2], ttl)
elseif version > 0 then
  redis.call('SREM', KEYS[2], id)
end
if ARGV[9] ~= '' then
  redis.call('ZADD', KEYS[3], ARGV[9], id)
  redis.call('PEXPIRE', KEYS[3], ttl)
elseif version > 0 then
  redis.call('ZREM', KEYS[3], id)
end
local function index(key, at, member)
  redis.call('ZADD', key, at, member)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', ARGV[10] - ttl)
  redis.call('PEXPIRE', key, ttl)
end
if has('n') then
  index(KEYS[4], ARGV[10], id)
elseif version > 0 then
  redis.call('ZREM', KEYS[4], id)
end
if keys.u then
  redis.call('SADD', keys.u, id)
  redis.call('PEXPIRE', keys.u, ttl)
end
if keys.v then redis.call('SREM', keys.v, id) end
if keys.r then redis.call('SET', keys.r, id, 'PX', ttl) end
if keys.l then redis.call('SET', keys.l, id, 'PX', ttl) end
local next_turn = 11
if keys.o then
  redis.call('HSET', keys.o, ARGV[11], ARGV[12])
  redis.call('PEXPIRE', keys.o, ttl)
  next_turn = 13
end
if keys.e then
  index(keys.e, ARGV[13], ARGV[11] .. ' ' .. id)
  next_turn = 14
end
if keys.t then
  for i = next_turn, #ARGV do redis.call('RPUSH', keys.t, ARGV[i]) end
  redis.call('PEXPIRE', keys.t, ttl)
end
return 'saved'
`;
