/**
 * The decisions of a channel are two hashes, whose time to live begins anew with each use. KEYS[1], the records:
 * number → record as JSON. KEYS[2], the index, whose fields are
 *   last                       the highest number that was given out
 *   draft:<thread> <title>     the number that a title has in a thread
 *   thread:<thread>, title:<title>    the number that was accepted last there
 *   deed:<key>                 what an acceptance gave, as JSON
 * Titles in fields are plain: case and punctuation do not count. A thread's id has no spaces.
 */
const SHARED = `
local records, index = KEYS[1], KEYS[2]
local function readNumber(number)
  local record = number and redis.call('HGET', records, number)
  return record and cjson.decode(record)
end
local function read(field)
  return readNumber(redis.call('HGET', index, field))
end
local function write(record)
  redis.call('HSET', records, record.number, cjson.encode(record))
end
local function keep(ttl)
  redis.call('PEXPIRE', records, ttl)
  redis.call('PEXPIRE', index, ttl)
end
local function begin()
  return { number = redis.call('HINCRBY', index, 'last', 1) }
end
`;

/** ARGV: ttlMs thread turn, then plain title and title of each draft. What was accepted stays, and is drafted anew. */
export const RESERVE_SCRIPT = `${SHARED}
local thread, turn = ARGV[2], tonumber(ARGV[3])
local numbers = {}
for i = 4, #ARGV, 2 do
  local field = 'draft:' .. thread .. ' ' .. ARGV[i]
  local record = read(field)
  if not record or record.status ~= 'proposed' then
    record = begin()
    redis.call('HSET', index, field, record.number)
  end
  if record.turn == nil or record.turn <= turn then
    record.title, record.status, record.threadId, record.turn = ARGV[i + 1], 'proposed', thread, turn
    write(record)
  end
  numbers[#numbers + 1] = record.number
end
keep(ARGV[1])
return numbers
`;

/**
 * ARGV: key thread turn plainTitle title option byId at number replaces ttlMs; number and replaces may be empty.
 * Whichever of two choices was made later holds, also where it is recorded first.
 */
export const ACCEPT_SCRIPT = `${SHARED}
local deed = 'deed:' .. ARGV[1]
local known = redis.call('HGET', index, deed)
if known then
  keep(ARGV[11])
  return known
end
local thread, plain, at = ARGV[2], ARGV[4], tonumber(ARGV[8])
local record
if ARGV[9] == '' then
  record = read('draft:' .. thread .. ' ' .. plain)
else
  record = readNumber(ARGV[9])
end
if not record or record.status ~= 'proposed' or record.threadId ~= thread then record = begin() end
record.title, record.status, record.threadId, record.turn = ARGV[5], 'accepted', thread, tonumber(ARGV[3])
record.option, record.byId, record.at = ARGV[6], ARGV[7], at

local scopes = { 'thread:' .. thread, 'title:' .. plain }
for _, scope in ipairs(scopes) do
  local other = read(scope)
  if other and other.status == 'accepted' and other.at > at then
    record.status, record.supersededBy = 'superseded', other.number
  end
end
local supersedes, superseded = {}, {}
local function supersede(other)
  other.status, other.supersededBy = 'superseded', record.number
  write(other)
  supersedes[#supersedes + 1] = other.number
  superseded[#superseded + 1] = cjson.encode(other)
end
if record.status == 'accepted' then
  for _, scope in ipairs(scopes) do
    local other = read(scope)
    if other and other.status == 'accepted' then supersede(other) end
    redis.call('HSET', index, scope, record.number)
  end
  local replaced = ARGV[10] ~= '' and readNumber(ARGV[10])
  if replaced and replaced.status == 'proposed' and replaced.threadId == thread then supersede(replaced) end
  if #supersedes > 0 then record.supersedes = supersedes end
end
write(record)
local result = '{"record":' .. cjson.encode(record) .. ',"superseded":[' .. table.concat(superseded, ',') .. ']}'
redis.call('HSET', index, deed, result)
keep(ARGV[11])
return result
`;
