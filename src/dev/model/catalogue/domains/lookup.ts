import type { DomainSource } from '../parse-domain.ts';

export const lookup: DomainSource[] = [
  {
    id: 'search-platform',
    name: 'Search platform',
    words:
      'search platform|search engine|full-text search|product search|enterprise search|semantic search|vector search|suchmaschine|volltextsuche|motor de búsqueda|buscador|搜索引擎|全文检索',
    unit: 'queries',
    perDay: 2_000_000,
    fronts: 'Search page, Relevance console',
    externals: 'sources=Source systems, embedding=Embedding model',
    invariant: 'Nobody finds what they may not read.',
    risks: [
      'The index lags behind its sources|Measure lag per source, index by events, and rebuild beside the live index',
      'A change makes results worse and nobody notices|Keep judged queries and compare before each release',
    ],
    asks: [
      {
        id: 'kind',
        question: 'Words, meaning, or both?',
        why: 'Meaning needs embeddings and a vector index beside the word index.',
        options: ['Words', 'Meaning', 'Both'],
        default: 'Both',
        said: /\b(semantic|vector|embedding|keyword|bm25|full-?text)\b/i,
      },
    ],
    services: `
crawler: Fetches what changed from the sources
  owns source(name, cursor, owner_id); fetched_item(source_id, uri, checksum, fetched_at)
  emits item.changed item.removed
  uses sources
  is document ingest
enrich: Splits, classifies and embeds
  owns passage(item_uri, body, position:int); embedding(passage_id, model)
  emits passage.ready
  hears crawler.item.changed
  uses embedding
  is document batch
index: Builds and swaps indexes
  owns index_version(name, status:building/live/old, items:int)
  emits index.swapped
  hears enrich.passage.ready crawler.item.removed permission.right.changed
  is search-index
query: Understands, filters by rights, ranks and answers
  owns query_log(text, person_id, results:int, took_ms:int)
  emits query.answered
  hears index.index.swapped
  is search-index core readheavy realtime
permission: Mirrors who may read what in the sources
  owns item_right(item_uri, subject_id)
  emits right.changed
  is keyvalue personal
relevance: Keeps judged queries and measures quality
  owns judgement(query_text, item_uri, grade:int); measurement(index_version_id, score:number)
  hears query.query.answered
  is sql batch
`,
  },
  {
    id: 'link-shortener',
    name: 'Link shortener',
    words:
      'url shortener|link shortener|short links|short urls|tinyurl|paste ?bin|qr codes|kurzlinks|acortador de enlaces|acortador de url|短链接|短网址',
    unit: 'redirects',
    perDay: 10_000_000,
    fronts: 'Link console, Visitor browser',
    externals: 'reputation=Address reputation feed',
    invariant: 'A short code always leads to the same place until its owner changes it.',
    risks: [
      'Used for phishing|Check targets when made and later, block at once, show a warning page',
      'One link takes all the traffic|Serve redirects from memory at the edge, count apart from answering',
    ],
    asks: [
      {
        id: 'statistics',
        question: 'How exact must the click statistics be?',
        why: 'Exact counts need an event each; estimates can be summed at the edge.',
        options: ['Not needed', 'Estimates', 'Exact'],
        default: 'Estimates',
        effects: {
          'Not needed': { without: ['analytics'], text: 'No click statistics: redirects write nothing.' },
        },
        said: /\b(click (count|statistics|analytics)|statistics|analytics|count clicks)\b/i,
      },
    ],
    services: `
link: Makes short codes and keeps where they lead
  owns short_link(code, target_url, owner_id, expires_at, status:active/blocked)
  emits link.created link.changed link.blocked
  hears safety.verdict.changed
  is sql core readheavy
redirect: Answers with the way, from memory
  owns edge_entry(code, target_url)
  emits click.seen
  hears link.link.created link.link.changed link.link.blocked
  answers /{code} from edge_entry
  is keyvalue realtime readheavy
safety: Checks where links lead
  owns verdict(target_url, result:clean/suspicious/bad, checked_at)
  emits verdict.changed
  hears link.link.created
  uses reputation
  is sql batch
+ analytics: redirect.click.seen
+ identity
`,
  },
];
