import type { DomainSource } from '../parse-domain.ts';

export const media: DomainSource[] = [
  {
    id: 'messaging',
    name: 'Chat and messaging',
    words:
      'chat app|chat platform|messaging app|messenger|instant messaging|group chat|team chat|chat service|real-time chat|nachrichten-app|chatanwendung|mensajería|aplicación de chat|即时通讯|聊天',
    unit: 'messages',
    perDay: 5_000_000,
    fronts: 'Mobile app, Web client',
    externals: 'messaging=Mail and push provider',
    invariant: 'Everybody in a conversation sees its messages in one order, each once.',
    risks: [
      'A reconnect storm after an outage|Spread reconnects with jitter and let clients resume from their last sequence number',
      'One very large group costs as much as a thousand small ones|Deliver to large groups by pull, to small ones by push',
    ],
    asks: [
      {
        id: 'encryption',
        question: 'Must messages be end-to-end encrypted?',
        why: 'The server can then neither search nor moderate them.',
        options: ['No', 'Only private conversations', 'Yes, all'],
        default: 'No',
        said: /\b(end-to-end|e2e|encrypt(ed|ion))\b/i,
      },
    ],
    services: `
connection: Holds open connections and knows who is online where
  owns session(person_id, device, gateway_id, seen_at)
  emits presence.changed
  hears conversation.message.accepted
  is keyvalue realtime
conversation: Orders and keeps messages and memberships
  owns conversation(title, kind:direct/group/channel); member(conversation_id, person_id, last_read:int); message(conversation_id, sender_id, sequence:int, body, sent_at)
  emits message.accepted member.joined
  is document core contended ingest
delivery: Brings messages to those who are not connected
  owns pending_delivery(person_id, message_id, attempts:int)
  hears conversation.message.accepted connection.presence.changed
  uses messaging
  is keyvalue
moderation: Finds and removes what breaks the rules
  owns report(message_id, reporter_id, reason, status:open/removed/kept)
  emits message.removed
  hears conversation.message.accepted
  is sql batch
+ media
+ identity
+ search: conversation.message.accepted moderation.message.removed
`,
  },
  {
    id: 'social-feed',
    name: 'Social network',
    words:
      'social network|social media|social feed|news feed|newsfeed|timeline|followers|micro-?blog|soziales netzwerk|red social|redes sociales|社交|动态',
    unit: 'posts',
    perDay: 1_000_000,
    fronts: 'Mobile app, Web client, Moderator desk',
    externals: 'messaging=Mail and push provider, cdn=Content network',
    invariant: 'A post that was deleted or hidden is not shown to anybody again.',
    risks: [
      'A person with millions of followers posts|Write to followers for ordinary people, merge at reading for the famous',
      'Harmful content spreads faster than moderators read|Score before spreading, limit reach until cleared',
    ],
    asks: [
      {
        id: 'ranking',
        question: 'How is the feed ordered?',
        why: 'Newest-first can be written ahead; ranking needs features and a model at reading.',
        options: ['Newest first', 'Ranked', 'Both'],
        default: 'Newest first',
        said: /\b(chronological|ranked|ranking|newest first)\b/i,
      },
    ],
    services: `
profile: Keeps people and what they show of themselves
  owns profile(handle, display_name, private:bool)
  emits profile.changed
  is document personal readheavy
graph: Knows who follows and blocks whom
  owns follow(follower_id, followed_id, since_at); block(person_id, blocked_id)
  emits follow.added follow.removed
  is graph readheavy
post: Takes posts, replies and reactions
  owns post(author_id, body, visibility:public/followers, posted_at); reaction(post_id, person_id, kind)
  emits post.published post.removed reaction.added
  is document core ingest
feed: Prepares each person's feed ahead
  owns feed_entry(person_id, post_id, score:number)
  hears post.post.published post.post.removed graph.follow.added graph.follow.removed
  is keyvalue readheavy realtime
moderation: Scores content and handles reports
  owns moderation_case(post_id, reason, status:open/hidden/cleared)
  emits post.hidden
  hears post.post.published
  is sql batch
+ media
+ search: post.post.published profile.profile.changed
+ notification: post.reaction.added graph.follow.added
`,
  },
  {
    id: 'video-streaming',
    name: 'Video streaming',
    words:
      'video streaming|video platform|streaming service|video on demand|live streaming|livestream|movies and series|videoplattform|videostreaming|plataforma de vídeo|transmisión de video|视频|直播',
    unit: 'plays',
    perDay: 500_000,
    fronts: 'Player apps, Publisher studio',
    externals: 'cdn=Content network, drm=Licence server, payments=Payment provider',
    invariant: 'Who has no right to a title cannot play it.',
    risks: [
      'Delivery is most of the cost|Encode for the devices that are used, cache at the edge, and watch cost per hour played',
      'A premiere starts for everybody at once|Fill edge caches before, and give out play rights ahead of time',
    ],
    asks: [
      {
        id: 'live',
        question: 'Live, on demand, or both?',
        why: 'Live needs a low-delay path beside the encode-once one.',
        options: ['On demand', 'Live', 'Both'],
        default: 'On demand',
        said: /\b(live|on[- ]demand|vod)\b/i,
      },
    ],
    services: `
title: Keeps titles, seasons and where they may be shown
  owns title(name, kind:film/series/live, regions:list); episode(title_id, number:int, minutes:int)
  emits title.published title.withdrawn
  is document readheavy
ingest: Takes uploads and checks them
  owns upload(title_id, bytes:int, checksum, status:receiving/complete/rejected)
  emits upload.completed
  is blob ingest
encoding: Encodes into qualities and packages in the background
  owns encode_job(upload_id, profile, status:waiting/running/done/failed); rendition(episode_id, quality, url)
  emits encode.completed encode.failed
  hears ingest.upload.completed
  is sql batch
playback: Decides who may play what and hands out the way to it
  owns play_session(viewer_id, episode_id, device, started_at)
  emits play.started play.ended
  hears encoding.encode.completed title.title.withdrawn
  uses drm cdn
  is keyvalue core realtime
history: Remembers how far everybody watched
  owns watch_position(viewer_id, episode_id, seconds:int, updated_at)
  hears playback.play.ended
  is keyvalue ingest
+ subscription
+ recommendation: playback.play.ended title.title.published
+ search: title.title.published title.title.withdrawn
`,
  },
  {
    id: 'document-management',
    name: 'Document management',
    words:
      'document management|document storage|file sharing|contract management|e-signature|archive|paperless|dokumentenverwaltung|dokumentenmanagement|gestión documental|gestión de documentos|文档管理|档案',
    unit: 'documents',
    perDay: 20_000,
    fronts: 'Web workspace, Scan station',
    externals: 'ocr=Text recognition, signature=Signature provider, messaging=Mail and push provider',
    invariant: 'A version once stored is never changed, and nobody reads what was not shared.',
    risks: [
      'Rights that nobody can see through|Give rights on folders, show why somebody can read something, and log reads',
      'A retention rule deletes too much|Mark first, wait, then delete; a legal hold wins',
    ],
    asks: [
      {
        id: 'retention',
        question: 'Are there retention or legal-hold rules?',
        why: 'They decide how versions are stored and when they may go.',
        options: ['None known', 'Retention periods', 'Retention and legal hold'],
        default: 'Retention periods',
        said: /\b(retention|legal hold|aufbewahrung|gobd|archiv)\b/i,
      },
    ],
    services: `
document: Keeps documents and their versions
  owns document(title, folder_id, owner_id, status:draft/final/archived); version(document_id, number:int, checksum, file_url)
  emits version.added document.archived
  is document core
access: Decides who may read and change what
  owns grant(subject_id, folder_id, right:read/write/manage); share_link(document_id, expires_at)
  emits grant.changed
  is sql contended readheavy
extraction: Reads text out of scans and pictures
  owns extraction(version_id, language, pages:int, status:waiting/done/failed)
  emits text.extracted
  hears document.version.added
  uses ocr
  is sql batch
signing: Collects signatures in order
  owns envelope(document_id, status:sent/signed/declined); signer(envelope_id, email, position:int, signed_at)
  emits envelope.signed
  uses signature
  is sql
retention: Applies periods and holds
  owns retention_rule(category, years:int); hold(document_id, reason, placed_at)
  emits document.expired
  hears document.document.archived
  is sql batch
+ search: extraction.text.extracted access.grant.changed
+ audit: access.grant.changed signing.envelope.signed retention.document.expired
+ notification: signing.envelope.signed
`,
  },
];
