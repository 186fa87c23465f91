/**
 * One change of a thread, all or nothing: compares the version, refuses a deed that was kept before, refuses after the
 * deadline by the server's own clock (a command that waited in a paused server must not happen any more).
 *
 * KEYS: thread transcript outcomes root latest uninvited seen…
 * ARGV: version state threadId deadlineAt|0 ttlMs seenTtlMs isUninvited setsRoot setsLatest outcomeTurn outcome turn…
 */
export const SAVE_SCRIPT = `
local deadline = tonumber(ARGV[4])
if deadline > 0 then
  local time = redis.call('TIME')
  if time[1] * 1000 + math.floor(time[2] / 1000) > deadline then return 'late' end
end
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
for i = 7, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then return 'seen' end
end
if version ~= tonumber(ARGV[1]) then return 'conflict' end
local ttl = ARGV[5]
redis.call('HSET', KEYS[1], 'version', version + 1, 'state', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ttl)
for i = 7, #KEYS do redis.call('SET', KEYS[i], '1', 'PX', ARGV[6]) end
if ARGV[7] == '1' then
  redis.call('SADD', KEYS[6], ARGV[3])
  redis.call('PEXPIRE', KEYS[6], ttl)
elseif version > 0 then
  redis.call('SREM', KEYS[6], ARGV[3])
end
if ARGV[8] == '1' then redis.call('SET', KEYS[4], ARGV[3], 'PX', ttl) end
if ARGV[9] == '1' then redis.call('SET', KEYS[5], ARGV[3], 'PX', ttl) end
if ARGV[10] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[10], ARGV[11])
  redis.call('PEXPIRE', KEYS[3], ttl)
end
if #ARGV > 11 then
  for i = 12, #ARGV do redis.call('RPUSH', KEYS[2], ARGV[i]) end
  redis.call('PEXPIRE', KEYS[2], ttl)
end
return 'saved'
`;
