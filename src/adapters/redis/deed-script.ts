/**
 * A deed that changes no thread, all or nothing: refused after the deadline by the server's own clock, or when it was
 * kept before, or when the deed that it follows is not known. What it sets for the channel is written with it; new
 * terms make every thread that waits there due, so that it is planned anew. The token tells a deed that is sent twice,
 * because its answer was lost.
 *
 * ARGV: deadlineAt|0 seenTtlMs token follows(0|1) settingsTtlMs, then field and value of each setting; an
 *   empty value removes it
 * KEYS: settings due, the deed it follows if there is one, then a key per deed
 */
export const DEED_SCRIPT = `
local deadline = tonumber(ARGV[1])
if deadline > 0 then
  local time = redis.call('TIME')
  if time[1] * 1000 + math.floor(time[2] / 1000) > deadline then return 'late' end
end
local first = 3 + ARGV[4]
for i = first, #KEYS do
  local known = redis.call('GET', KEYS[i])
  if known then return known == ARGV[3] and 'saved' or 'seen' end
end
if first == 4 and redis.call('EXISTS', KEYS[3]) == 0 then return 'unknown' end
for i = first, #KEYS do redis.call('SET', KEYS[i], ARGV[3], 'PX', ARGV[2]) end
for i = 6, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  if ARGV[i] == 'terms' then
    for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do redis.call('ZADD', KEYS[2], 0, id) end
  end
end
return 'saved'
`;
