/**
 * Things people ask for beside the main subject, or later. `service` takes a common service of that id;
 * `owns` adds data (in the notation of `parse-domain.ts`) to the service that `into` names first, else to the core.
 */
export type Feature = {
  id: string;
  name: string;
  words: RegExp;
  service?: string;
  into?: string[];
  owns?: string;
  emits?: string[];
};

export const features: readonly Feature[] = [
  {
    id: 'refund',
    name: 'Refunds',
    words: /\b(refunds?|money back|chargebacks?|erstattung(en)?|reembolsos?)\b|退款/i,
    into: ['payment', 'billing', 'escrow', 'invoic', 'order'],
    owns: 'refund_case(reference_id, amount:money, reason, status:asked/approved/paid/rejected, idempotency_key)',
    emits: ['refund_case.approved', 'refund_case.paid'],
  },
  {
    id: 'review',
    name: 'Ratings and reviews',
    words: /\b(reviews?|ratings?|bewertungen|reseñas)\b/i,
    service: 'review',
  },
  { id: 'chat', name: 'Chat', words: /\b(chat|direct messages|messaging between)\b/i, service: 'chat' },
  {
    id: 'search',
    name: 'Search',
    words: /\b(search(ing|able)?|full-?text|suche|búsqueda)\b|搜索/i,
    service: 'search',
  },
  {
    id: 'notification',
    name: 'Notifications',
    words:
      /\b(notif(y|ication|ications)|reminders?|sms|e-?mails?|push messages?|benachrichtigung(en)?|notificaciones)\b|通知/i,
    service: 'notification',
  },
  {
    id: 'loyalty',
    name: 'Loyalty points',
    words: /\b(loyalty|bonus points|reward points|rewards?|treuepunkte)\b/i,
    service: 'loyalty',
  },
  {
    id: 'coupon',
    name: 'Vouchers',
    words: /\b(coupons?|vouchers?|promo(tion)? codes?|discount codes?|gift cards?|gutscheine?)\b/i,
    service: 'coupon',
  },
  {
    id: 'recommendation',
    name: 'Recommendations',
    words: /\b(recommend(ation|ations|er)?|suggestions?|personali[sz]ation)\b/i,
    service: 'recommendation',
  },
  {
    id: 'subscription',
    name: 'Subscriptions',
    words: /\b(subscriptions?|memberships?|abos?)\b/i,
    service: 'subscription',
  },
  {
    id: 'invoicing',
    name: 'Invoices',
    words: /\b(invoices?|invoicing|rechnungen|facturas)\b/i,
    service: 'invoicing',
  },
  { id: 'webhook', name: 'Webhooks', words: /\bwebhooks?\b/i, service: 'webhook' },
  {
    id: 'export',
    name: 'Exports',
    words: /\b(exports?|download(s|ing)? as|csv|as pdf)\b/i,
    service: 'export',
  },
  {
    id: 'privacy',
    name: 'Data protection requests',
    words: /\b(gdpr|dsgvo|rgpd|right to be forgotten|erasure|data subject|delete (their|personal) data)\b/i,
    service: 'privacy',
  },
  {
    id: 'audit',
    name: 'Audit trail',
    words: /\b(audit (log|trail)s?|auditing|who did what)\b/i,
    service: 'audit',
  },
  {
    id: 'analytics',
    name: 'Analytics',
    words: /\b(analytics|usage statistics|tracking of behaviou?r)\b/i,
    service: 'analytics',
  },
  {
    id: 'reporting',
    name: 'Reports',
    words: /\b(reports?|reporting|dashboards?|berichte|informes)\b|报表/i,
    service: 'reporting',
  },
  {
    id: 'media',
    name: 'Pictures and files',
    words:
      /\b(file uploads?|upload(s|ing)? (files|pictures|photos|documents)|photos|pictures|images|attachments)\b/i,
    service: 'media',
  },
  {
    id: 'identity',
    name: 'Sign-in',
    words: /\b(sign[- ]?in|log-?in|user management|accounts|sso|authentication|auth)\b/i,
    service: 'identity',
  },
  { id: 'calendar', name: 'Calendar', words: /\b(calendars?|time slots?)\b/i, service: 'calendar' },
  {
    id: 'payment',
    name: 'Payments',
    words: /\b(payments?|paying|pay online|checkout|zahlungen|pagos)\b|支付/i,
    service: 'payment',
  },
];
