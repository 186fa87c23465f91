/** Of each domain: what its contexts are about, and the words of its systems. */
export const DOMAINS = [
  {
    title: 'Shop',
    contexts: ['catalogue', 'orders', 'payments', 'stock', 'shipping', 'returns', 'reviews', 'loyalty'],
    things: ['item', 'order', 'refund', 'parcel'],
    happens: ['created', 'changed', 'closed'],
    external: 'Card provider',
  },
  {
    title: 'Krankenhaus',
    contexts: ['aufnahme', 'station', 'labor', 'apotheke', 'küche', 'abrechnung', 'op-plan', 'befunde'],
    things: ['patient', 'bett', 'probe', 'rezept'],
    happens: ['aufgenommen', 'verlegt', 'entlassen'],
    external: 'Krankenkasse',
  },
  {
    title: '物流平台',
    contexts: ['运单', '仓储', '调度', '车辆', '司机', '结算', '客服', '路线'],
    things: ['订单', '车次', '库位'],
    happens: ['已创建', '已到达', '已取消'],
    external: '地图服务',
  },
  {
    title: 'Online game',
    contexts: ['lobby', 'match', 'ranking', 'inventory', 'chat', 'anti-cheat', 'store', 'replay'],
    things: ['round', 'player', 'skin'],
    happens: ['started', 'ended', 'banned'],
    external: 'Console platform',
  },
  {
    title: 'Banco',
    contexts: ['cuentas', 'tarjetas', 'préstamos', 'fraude', 'pagos', 'clientes', 'informes', 'cambio'],
    things: ['transferencia', 'tarjeta', 'saldo'],
    happens: ['creada', 'rechazada', 'liquidada'],
    external: 'Red interbancaria',
  },
] as const;

export type Domain = (typeof DOMAINS)[number];
