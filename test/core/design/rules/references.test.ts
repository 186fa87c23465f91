import { advice, calls, contract, node, sends, service, stores, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

expectRule('dangling-link', {
  broken: {
    'a call of a service that is not drawn': {
      design: system([service('shop')], [calls('shop', 'payment')]),
      at: ['model.links.0'],
      says: ['`payment`', '`shop`'],
    },
    'an id with a letter missing, and proposes the right one': {
      design: system(
        [service('shop'), service('payment')],
        [calls('shop', 'payment'), calls('shop', 'paymnt')],
      ),
      at: ['model.links.1'],
      says: ['such as `payment`'],
    },
    'a name in place of an id': {
      design: system(
        [service('aufnahme', { name: 'Patientenaufnahme' }), service('labor', { name: 'Labor' })],
        [sends('Patientenaufnahme', 'labor', 'x')],
      ),
      at: ['model.links.0'],
      says: ['such as `aufnahme`'],
    },
    'a context in place of a node': {
      design: system([service('仓储服务', { context: '仓储' })], [calls('仓储', '仓储服务')]),
      at: ['model.links.0'],
      says: ['bounded context', '`仓储服务`'],
    },
    'a link of which neither end is there, once': {
      design: system([service('a')], [stores('x', 'y')]),
      at: ['model.links.0'],
      says: ['`x`', '`y`'],
    },
  },
  sound: {
    'links between nodes, and of a node with itself': {
      design: system(
        [service('lobby'), service('match')],
        [calls('lobby', 'match'), sends('match', 'match')],
      ),
    },
    'advice without a model': { design: advice({}) },
  },
});

expectRule('duplicate-id', {
  broken: {
    'two services of one id': {
      design: system([service('api', { name: 'Orders' }), service('api', { name: 'Billing' })], []),
      at: ['model.nodes.1'],
      says: ['“Orders”', '“Billing”', '`api`'],
    },
    'a node that stands there three times': {
      design: system([service('床位'), node('database', '床位'), service('床位')], []),
      at: ['model.nodes.1', 'model.nodes.2'],
    },
    'two contexts of one id': {
      design: {
        ...system([service('a')], []),
        model: {
          contexts: [
            { id: 'lager', name: 'Lager' },
            { id: 'lager', name: 'Versand' },
          ],
          nodes: [],
          links: [],
        },
      },
      at: ['model.contexts.1'],
      says: ['“Lager”', '“Versand”'],
    },
  },
  sound: {
    'a context that is called like its service': {
      design: system([service('ward', { context: 'ward' })], []),
    },
    'ids that differ in case, and nodes of one name': {
      design: system([service('Ward', { name: 'Ward' }), service('ward', { name: 'Ward' })], []),
    },
  },
});

expectRule('unknown-context', {
  broken: {
    'a context that is not among them': {
      design: {
        ...system([service('slots', { context: 'booking' })], []),
        model: {
          contexts: [{ id: 'bookings', name: 'Bookings' }],
          nodes: [service('slots', { context: 'booking' })],
          links: [],
        },
      },
      at: ['model.nodes.0'],
      says: ['`booking`', '`bookings`'],
    },
  },
  sound: {
    'a node without a context': { design: system([service('slots')], []) },
    'a node in a context that is there': { design: system([service('派单', { context: '调度' })], []) },
  },
});

expectRule('contract-unknown-service', {
  broken: {
    'a contract for the name of a service': {
      design: system([service('order', { name: 'Order service' })], [], {
        contracts: [contract('order'), contract('Order service', 'orders-v2.yaml')],
      }),
      at: ['contracts.1'],
      says: ['orders-v2.yaml', '`order`'],
    },
    'a contract for a service that was left out': {
      design: system([service('konto')], [], { contracts: [contract('überweisung')] }),
      at: ['contracts.0'],
      says: ['`überweisung`'],
    },
    'a contract beside advice that changes no structure': {
      design: advice({ contracts: [contract('case', 'case.yaml')] }),
      at: ['contracts.0'],
      says: ['case.yaml', '`case`', 'model'],
    },
  },
  sound: {
    'two contracts for one service, and one for the broker': {
      design: system([service('order'), node('broker', 'bus')], [], {
        contracts: [
          contract('order'),
          contract('order', 'e.yaml', 'asyncapi'),
          contract('bus', 'b.yaml', 'asyncapi'),
        ],
      }),
    },
    'advice that changes no structure and has no contract': { design: advice({}) },
  },
});
