/** Services that many domains share, in the notation of `parse-domain.ts`. */
export const commonServices = `
payment: Takes, captures and gives back money through a payment provider
  owns payment(reference_id, payer_id, amount:money, status:authorised/captured/failed/refunded, idempotency_key); refund(payment_id, amount:money, reason, status:requested/paid/rejected)
  emits payment.captured payment.failed refund.paid
  uses payments
  is sql money
notification: Tells people by mail, message and push what happened, once each
  owns notice(recipient_id, channel:mail/sms/push, template, status:queued/sent/failed, sent_at); preference(person_id, channel:mail/sms/push, allowed:bool)
  uses messaging
  is sql internal
identity: Knows who somebody is and what they may do
  owns account(email, display_name, status:invited/active/blocked, created_at); role(account_id, name, scope)
  emits account.registered account.closed
  is sql personal readheavy
search: Finds things by words and filters from its own index
  owns search_document(source_id, title, body, facets:list, indexed_at)
  is search-index search readheavy
reporting: Answers questions about the past from its own copy of the facts
  owns fact(kind, reference_id, amount:number, happened_at); report(name, period, created_at)
  is timeseries batch internal
audit: Keeps who did what, unchangeable
  owns audit_entry(actor_id, action, subject_id, happened_at)
  is sql internal
media: Stores pictures and files and hands out signed links
  owns media_file(owner_id, content_type, bytes:int, checksum, uploaded_at)
  emits media_file.uploaded
  is blob
review: Collects ratings and comments and checks them before they show
  owns review(author_id, subject_id, stars:int, comment, status:pending/published/rejected)
  emits review.published
  is document
chat: Carries messages between people of one matter in real time
  owns conversation(subject_id, members:list, status); chat_message(conversation_id, sender_id, body, sent_at)
  emits chat_message.sent
  is document realtime
loyalty: Counts points and turns them into rewards
  owns loyalty_account(customer_id, points:int, tier); reward(loyalty_account_id, kind, redeemed_at)
  emits points.earned reward.redeemed
  is sql
coupon: Issues vouchers and makes sure each is used once
  owns coupon(code, discount:number, valid_until:date, uses_left:int); redemption(coupon_id, reference_id, redeemed_at)
  emits coupon.redeemed
  is sql contended
recommendation: Suggests what fits, computed ahead from behaviour
  owns suggestion(person_id, item_id, score:number, computed_at)
  is keyvalue batch readheavy
subscription: Runs plans, renewals and what each plan allows
  owns plan(name, price:money, period:month/year); subscription(customer_id, plan_id, status:trial/active/past_due/ended, renews_at)
  emits subscription.started subscription.renewed subscription.ended
  is sql money
invoicing: Writes invoices that never change once issued
  owns invoice(customer_id, number, total:money, issued_at, status:draft/issued/paid/cancelled); invoice_line(invoice_id, description, amount:money)
  emits invoice.issued
  is sql money
webhook: Delivers events to customers' endpoints, signed, with retries
  owns endpoint(owner_id, url, secret_hash, active:bool); webhook_delivery(endpoint_id, event_name, attempts:int, status:waiting/delivered/failed)
  emits delivery.failed
  is sql
export: Builds files of data on request, in the background
  owns export_job(requested_by_id, format:csv/json/pdf, status:waiting/running/done/failed, file_url)
  emits export_job.finished
  is sql batch
privacy: Carries out what people may demand of their data: access, correction, erasure
  owns privacy_request(person_id, kind:access/erasure/correction, due_at, status:open/running/done); consent(person_id, purpose, given_at)
  emits erasure.requested erasure.completed
  is sql personal
calendar: Keeps free and taken times and prevents double bookings
  owns slot(resource_id, starts_at, ends_at, status:free/held/taken)
  emits slot.taken slot.released
  is sql contended
analytics: Collects behaviour and computes figures from it
  owns behaviour_event(person_id, name, happened_at); figure(name, value:number, period)
  is timeseries ingest batch
`;
