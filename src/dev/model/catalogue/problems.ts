/** Complaints about running systems: what usually causes them, how to prove it, what mends it. */
export type Problem = { name: string; words: RegExp; cause: string; proof: string; remedy: string };

export const problems: readonly Problem[] = [
  {
    name: 'Failures that spread',
    words:
      /\bcascading\b|\bretry storm\b|\bspread(s|ing)?\b.*\bfail|\bbring(s|ing)? down\b|\btook .* down\b/i,
    cause:
      'Callers wait without limit, or every layer repeats: three layers with three tries each make 27 calls of one.',
    proof:
      'Compare calls in and calls out per service during the event; look for threads or connections that wait.',
    remedy:
      'A deadline that is passed on, retries in one layer only, a circuit breaker per neighbour, and a bounded pool for each.',
  },
  {
    name: 'Slow answers',
    words:
      /\b(high latency|slow|latency (is|too)|time-?outs?|timing out|bottleneck|langsam|lento)\b|瓶颈|超时/i,
    cause:
      'Most often calls one after the other, a new connection per call, or a query without an index; seldom the CPU.',
    proof: 'One trace of a slow request: which span is long, and is it waiting or working?',
    remedy:
      'Reuse connections, call side by side what is independent, index the query, then cache, and only then scale.',
  },
  {
    name: 'Lost messages',
    words:
      /\b(missing|lost|lose|never arriv\w*|disappear\w*|dropped)\b.*\b(events?|messages?|jobs?)\b|\b(events?|messages?)\b.*\b(missing|lost|never arrive)/i,
    cause:
      'The producer publishes after its commit and dies in between, or the consumer confirms before it has worked.',
    proof: 'Count events written against events handled, by id, for one hour.',
    remedy:
      'A transactional outbox at the producer, confirm after the work at the consumer, a dead letter queue that somebody reads.',
  },
  {
    name: 'Things done twice',
    words: /\b(duplicates?|twice|double[- ](charg|book|send|bill)\w*|repeated)\b/i,
    cause: 'Delivery is at least once, and a time-out is taken for a failure.',
    proof: 'Group the results by the id of the message or request that made them.',
    remedy:
      'An idempotency key per wish, kept with the result in the same transaction; unknown results are asked for, not sent again.',
  },
  {
    name: 'Data that disagrees',
    words: /\b(inconsisten\w*|out of sync|stale|disagree\w*|drift\w*|different (numbers|values))\b/i,
    cause: 'Two places write the same fact, or a copy is updated beside the event stream.',
    proof: 'Name the owner of each field; find the second writer.',
    remedy: 'One owner per datum; copies only from its events, with a version, and a nightly comparison.',
  },
  {
    name: 'Changes that take too long',
    words:
      /\b(hard to (change|deploy|test)|deploy(s|ments?)? takes?|release train|coupled|always change together|big ball)\b/i,
    cause: 'The borders cut through what changes together.',
    proof: 'List the last twenty changes and the parts each touched.',
    remedy: 'Join what always changes together; cut where a team and its data end.',
  },
  {
    name: 'One store that cannot keep up',
    words:
      /\b(database (is|becomes|cpu)|locks?|deadlocks?|connections? (exhausted|pool)|too many connections|single writer)\b|连接数/i,
    cause: 'Too many connections or long transactions, before it is too much data.',
    proof: 'Waiting locks, the longest transactions and the connections per service at the peak.',
    remedy: 'Smaller pools, shorter transactions, indexes; then a read copy; partitions last.',
  },
];
