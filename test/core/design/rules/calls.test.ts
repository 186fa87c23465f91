import { calls, callsInARow, contract, link, node, sends, service, stores, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

const services = (...ids: string[]) => ids.map((id) => service(id));

expectRule('sync-cycle', {
  broken: {
    'two services that call each other': {
      design: system(services('orders', 'stock'), [calls('orders', 'stock'), calls('stock', 'orders')]),
      at: ['model.links.1'],
      says: ['orders → stock → orders'],
    },
    'a way back over three wards, beside calls that are none of it': {
      design: system(services('aufnahme', 'station', 'labor', 'küche'), [
        calls('labor', 'aufnahme'),
        ...callsInARow('aufnahme', 'station', 'labor'),
        calls('station', 'küche'),
      ]),
      at: ['model.links.2'],
      says: ['aufnahme', 'station', 'labor'],
    },
    'two circles that share a service, once': {
      design: system(services('a', 'b', 'c', 'd', 'e'), [
        ...callsInARow('a', 'b', 'c', 'd', 'a'),
        calls('b', 'e'),
        calls('e', 'b'),
      ]),
      at: ['model.links.5'],
      says: ['b → e → b', '3 other nodes'],
    },
    'two circles that share nothing, each': {
      design: system(services('订单', '库存', '支付', '账户'), [
        ...callsInARow('订单', '库存', '订单'),
        ...callsInARow('支付', '账户', '支付'),
      ]),
      at: ['model.links.1', 'model.links.3'],
    },
    'a service that waits for itself': {
      design: system(services('queue'), [calls('queue', 'queue')]),
      at: ['model.links.0'],
    },
  },
  sound: {
    'a way back that is asynchronous': {
      design: system(services('orders', 'stock'), [calls('orders', 'stock'), sends('stock', 'orders', 'x')]),
    },
    'two ways to one service': {
      design: system(services('a', 'b', 'c'), [...callsInARow('a', 'b', 'c'), calls('a', 'c')]),
    },
    'a payment provider that reports back by a webhook': {
      design: system(
        [service('pay'), node('external', 'provider')],
        [calls('pay', 'provider'), calls('provider', 'pay')],
      ),
    },
  },
});

expectRule('sync-chain', {
  broken: {
    'four calls in a row': {
      design: system(services('a', 'b', 'c', 'd', 'e'), callsInARow('a', 'b', 'c', 'd', 'e')),
      at: ['model.links.3'],
      says: ['4 synchronous calls', 'a → b → c → d → e'],
    },
    'the longest of several ways, once': {
      design: system(
        [
          node('frontend', 'web'),
          node('frontend', 'app'),
          node('gateway', 'gw'),
          ...services('路线', '车辆', '司机'),
        ],
        [
          calls('web', 'gw'),
          calls('app', 'gw'),
          ...callsInARow('gw', '路线', '车辆', '司机'),
          calls('路线', '司机'),
        ],
      ),
      at: ['model.links.4'],
      says: ['gw → 路线 → 车辆 → 司机'],
    },
    'a chain to an outside system': {
      design: system(
        [...services('app', 'konto', 'zahlung', 'buchung'), node('external', 'bank')],
        callsInARow('app', 'konto', 'zahlung', 'buchung', 'bank'),
      ),
      at: ['model.links.3'],
    },
    'a chain through a circle': {
      design: system(services('a', 'b', 'c', 'd', 'e'), [
        ...callsInARow('a', 'b', 'c', 'd', 'e'),
        calls('c', 'b'),
      ]),
      at: ['model.links.3'],
    },
    'two ends, each': {
      design: system(services('a', 'b', 'c', 'd', 'e', 'f'), [
        ...callsInARow('a', 'b', 'c', 'd', 'e'),
        calls('d', 'f'),
      ]),
      at: ['model.links.3', 'model.links.4'],
    },
  },
  sound: {
    'three calls in a row': {
      design: system(services('a', 'b', 'c', 'd'), callsInARow('a', 'b', 'c', 'd')),
    },
    'a message in the middle': {
      design: system(services('a', 'b', 'c', 'd', 'e', 'f'), [
        ...callsInARow('a', 'b', 'c'),
        sends('c', 'd'),
        ...callsInARow('d', 'e', 'f'),
      ]),
    },
    'data links at the end': {
      design: system(
        [...services('a', 'b', 'c', 'd'), node('database', 'db')],
        [...callsInARow('a', 'b', 'c', 'd'), stores('d', 'db')],
      ),
    },
    'a provider that is called and calls back later': {
      design: system(
        [...services('a', 'b', 'c', 'd'), node('external', 'psp')],
        [...callsInARow('a', 'b', 'psp'), ...callsInARow('psp', 'c', 'd')],
      ),
    },
    'a circle alone, however long': {
      design: system(services('a', 'b', 'c', 'd', 'e', 'f'), callsInARow('a', 'b', 'c', 'd', 'e', 'f', 'a')),
    },
  },
});

expectRule('unreachable', {
  broken: {
    'a service that only calls': {
      design: system(services('a', 'b'), [calls('a', 'b')]),
      at: ['model.nodes.0'],
      says: ['Nothing calls a'],
    },
    'a ward that nobody asks': {
      design: system(
        [service('station', { name: 'Stationsplanung' }), node('database', 'db')],
        [stores('station', 'db')],
      ),
      at: ['model.nodes.0'],
      says: ['Stationsplanung'],
    },
    'a service that only calls itself and sends': {
      design: system(
        [service('计时'), node('broker', '总线')],
        [calls('计时', '计时'), sends('计时', '总线', 'x')],
      ),
      at: ['model.nodes.0'],
    },
  },
  sound: {
    'services that are called or hear': {
      design: system(
        [node('gateway', 'gw'), service('a'), service('b'), node('broker', 'bus')],
        [calls('gw', 'a'), sends('a', 'bus', 'x'), sends('bus', 'b', 'x')],
      ),
    },
    'a worker, a gateway and a frontend that nobody calls': {
      design: system([node('worker', 'nightly'), node('gateway', 'gw'), node('frontend', 'web')], []),
    },
  },
});

expectRule('unused-node', {
  broken: {
    'a broker without links': {
      design: system(
        [service('a'), service('b'), node('broker', 'bus', { name: 'Event bus' })],
        [calls('a', 'b')],
      ),
      at: ['model.nodes.2'],
      says: ['Event bus'],
    },
    'a warehouse system that nobody talks to': {
      design: system(
        [service('versand'), service('route'), node('external', 'lvs')],
        [calls('versand', 'route')],
      ),
      at: ['model.nodes.2'],
    },
  },
  sound: {
    'a store that a service lists': {
      design: system([service('a', { owns: ['files'] }), node('storage', 'files')], []),
    },
    'a model of one node': { design: system([node('gateway', 'gw')], []) },
  },
});

expectRule('single-point-of-failure', {
  broken: {
    'a broker that is all that joins two contexts': {
      design: system(
        [service('a', { context: 'orders' }), service('b', { context: 'kitchen' }), node('broker', 'bus')],
        [sends('a', 'bus', 'x'), sends('bus', 'b', 'x')],
      ),
      at: ['model.nodes.2'],
      says: ['orders and kitchen', 'bus'],
    },
    'a broker behind which several contexts lie': {
      design: system(
        [
          node('gateway', 'gw'),
          service('aufnahme', { context: 'aufnahme' }),
          service('akte', { context: 'akte' }),
          service('labor', { context: 'labor' }),
          service('abrechnung', { context: 'abrechnung' }),
          node('broker', 'bus'),
        ],
        [
          calls('gw', 'aufnahme'),
          calls('gw', 'akte'),
          sends('aufnahme', 'bus', 'x'),
          sends('bus', 'labor', 'x'),
          sends('bus', 'abrechnung', 'x'),
        ],
      ),
      at: ['model.nodes.5'],
      says: ['labor and abrechnung'],
    },
    'a database over which two contexts exchange data': {
      design: system(
        [
          service('装货', { context: '仓库' }),
          service('配送', { context: '运输' }),
          node('database', '交换库'),
        ],
        [stores('装货', '交换库'), stores('配送', '交换库', '读')],
      ),
      at: ['model.nodes.2'],
      says: ['仓库', '运输', '交换库'],
    },
    'a broker, although both call the same provider': {
      design: system(
        [
          service('a', { context: 'x' }),
          service('b', { context: 'y' }),
          node('broker', 'bus'),
          node('external', 'mail'),
        ],
        [sends('a', 'bus', 'e'), sends('bus', 'b', 'e'), calls('a', 'mail'), calls('b', 'mail')],
      ),
      at: ['model.nodes.2'],
    },
  },
  sound: {
    'a broker beside a gateway that reaches all': {
      design: system(
        [
          node('gateway', 'gw'),
          service('a', { context: 'x' }),
          service('b', { context: 'y' }),
          node('broker', 'bus'),
        ],
        [calls('gw', 'a'), calls('gw', 'b'), sends('a', 'bus', 'e'), sends('bus', 'b', 'e')],
      ),
    },
    'two brokers side by side': {
      design: system(
        [
          service('a', { context: 'x' }),
          service('b', { context: 'y' }),
          node('broker', 'eu'),
          node('broker', 'us'),
        ],
        ['eu', 'us'].flatMap((bus) => [sends('a', bus, 'e'), sends(bus, 'b', 'e')]),
      ),
    },
    'an outside system between two contexts': {
      design: system(
        [service('a', { context: 'x' }), service('b', { context: 'y' }), node('external', 'erp')],
        [calls('a', 'erp'), calls('erp', 'b')],
      ),
    },
    'a broker inside one context, and one context that only listens': {
      design: system(
        [
          node('gateway', 'gw'),
          service('a', { context: 'x' }),
          service('b', { context: 'y' }),
          service('mail', { context: 'z' }),
          node('broker', 'bus'),
        ],
        [calls('gw', 'a'), calls('gw', 'b'), sends('a', 'bus', 'e'), sends('bus', 'mail', 'e')],
      ),
    },
    'a stateless node between two contexts': {
      design: system(
        [service('a', { context: 'x' }), service('b', { context: 'y' }), node('gateway', 'gw')],
        [calls('gw', 'a'), calls('gw', 'b')],
      ),
    },
  },
});

expectRule('port-conflict', {
  broken: {
    'two new services on one port': {
      design: system([service('a', { port: 8080 }), service('b', { port: 8080 })], []),
      at: ['model.nodes.1'],
      says: ['8080', 'a and b'],
    },
    'a new one on a port that is taken, wherever it stands': {
      design: system(
        [service('runbook', { port: 8006 }), service('agent', { port: 8006, existing: true })],
        [],
      ),
      at: ['model.nodes.0'],
      says: ['8006', 'runbook', 'already taken by agent'],
    },
    'a new service on the port of a store that runs': {
      design: system(
        [node('cache', 'redis', { port: 6379, existing: true }), service('排队', { port: 6379 })],
        [],
      ),
      at: ['model.nodes.1'],
    },
  },
  sound: {
    'ports that differ, and none': {
      design: system(
        [service('a', { port: 8080 }), service('b', { port: 8081 }), service('c'), service('d')],
        [],
      ),
    },
    'two databases on their usual port': {
      design: system([node('database', 'a', { port: 5432 }), node('database', 'b', { port: 5432 })], []),
    },
    'an outside system on the port of ours': {
      design: system(
        [node('gateway', 'gw', { port: 443 }), node('external', 'psp', { port: 443, existing: true })],
        [],
      ),
    },
  },
});

expectRule('no-contract', {
  broken: {
    'a service that is called': {
      design: system(
        [node('gateway', 'gw'), service('akte', { name: 'Patientenakte' })],
        [calls('gw', 'akte')],
      ),
      at: ['model.nodes.1'],
      says: ['Patientenakte', 'gw'],
    },
  },
  sound: {
    'a service with one': {
      design: system(services('a', 'b'), [calls('a', 'b')], { contracts: [contract('b')] }),
    },
    'a service that only hears, a gateway and an outside system': {
      design: system(
        [service('a'), node('broker', 'bus'), node('gateway', 'gw'), node('external', 'psp')],
        [sends('bus', 'a', 'x'), calls('a', 'psp'), calls('a', 'gw')],
      ),
    },
  },
});

const offered = (format: 'openapi' | 'protobuf', ...ids: string[]) => ({
  sources: { problems: [], operations: [ids.map((id) => ({ id, signature: '' }))] },
  contracts: [contract('orders', format === 'openapi' ? 'orders.yaml' : 'orders.proto', format)],
});

function callLabelled(label: string, { sources, contracts }: ReturnType<typeof offered>) {
  return {
    design: system(services('web', 'orders'), [calls('web', 'orders', label)], { contracts }),
    sources,
  };
}

const rest = offered('openapi', 'GET /v1/orders', 'POST /v1/orders', 'GET /v1/orders/{id}');
const rpc = offered('protobuf', 'bank.Transfers/PlaceTransfer', 'bank.Transfers/GetTransfer');

expectRule('unknown-operation', {
  broken: {
    'a path that the contract does not have': {
      ...callLabelled('POST /v1/order-items', rest),
      at: ['model.links.0'],
      says: ['`POST /v1/order-items`', 'orders.yaml', '`POST /v1/orders`'],
    },
    'a method that the path does not have': {
      ...callLabelled('place: DELETE /v1/orders/{id}', rest),
      at: ['model.links.0'],
    },
    'one of two': {
      ...callLabelled('GET /orders, PUT /orders/{id}', rest),
      at: ['model.links.0'],
      says: ['`PUT /orders/{id}`'],
    },
    'a remote procedure of another name': {
      ...callLabelled('CancelTransfer', rpc),
      at: ['model.links.0'],
      says: ['orders.proto', '`bank.Transfers/'],
    },
    'a remote procedure in full': { ...callLabelled('bank.Transfers/Refund', rpc), at: ['model.links.0'] },
  },
  sound: {
    'paths with other parameters, without the base path, or in full': {
      ...callLabelled(
        'GET /orders/:orderId, GET /v1/orders/{order}?full=1, POST https://x/api/v1/orders',
        rest,
      ),
    },
    'a remote procedure by its name': callLabelled('placeTransfer()', rpc),
    'words that name no operation': callLabelled('asks for the state of an order over WebSocket', rest),
    'the name of a technique': callLabelled('WebSocket', rest),
    'a service whose contract could not be read': callLabelled('POST /nothing', {
      ...rest,
      sources: { problems: [], operations: [[]] },
    }),
    'an asynchronous link': {
      design: system(services('web', 'orders'), [link('web', 'orders', 'async', { label: 'POST /x' })], {
        contracts: rest.contracts,
      }),
      sources: rest.sources,
    },
  },
});
