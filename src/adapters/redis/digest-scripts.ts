/** KEYS: due. ARGV: digest, the look that was planned, the next one or ''. A look that somebody planned since stays. */
export const PLAN_SCRIPT = `
if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1])) ~= tonumber(ARGV[2]) then return 0 end
if ARGV[3] == '' then
  redis.call('ZREM', KEYS[1], ARGV[1])
else
  redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
end
return 1
`;

/**
 * KEYS: the channel's digests. ARGV: period, slotAt, progress as JSON, ttlMs. Never goes back: of two workers that dealt
 * with one digest the later one may be slower. A rest that began with an earlier slot is over.
 */
export const ADVANCE_SCRIPT = `
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  local ok, progress = pcall(cjson.decode, known)
  if ok and type(progress) == 'table' and (tonumber(progress.slotAt) or 0) >= tonumber(ARGV[2]) then return 0 end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
local paused = redis.call('HGET', KEYS[1], ARGV[1] .. '-paused')
if paused then
  local ok, rest = pcall(cjson.decode, paused)
  if not ok or type(rest) ~= 'table' or (tonumber(rest.slotAt) or 0) < tonumber(ARGV[2]) then
    redis.call('HDEL', KEYS[1], ARGV[1] .. '-paused')
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`;
