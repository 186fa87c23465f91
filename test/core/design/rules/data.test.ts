import { calls, node, sends, service, stores, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

const db = (id: string, rest = {}) => node('database', id, rest);

expectRule('shared-database', {
  broken: {
    'two services with a data link to it': {
      design: system(
        [service('orders'), service('billing'), db('shop-db')],
        [stores('orders', 'shop-db'), stores('billing', 'shop-db', 'writes invoices')],
      ),
      at: ['model.nodes.2'],
      says: ['orders and billing', 'shop-db'],
    },
    'one that lists it and another that writes to it': {
      design: system(
        [service('patients', { owns: ['patients-db'] }), service('wards'), db('patients-db')],
        [stores('wards', 'patients-db')],
      ),
      at: ['model.nodes.2'],
    },
    'services of one context': {
      design: system(
        [service('spieler', { context: 'lobby' }), service('runden', { context: 'lobby' }), db('lobby-db')],
        [stores('spieler', 'lobby-db'), stores('runden', 'lobby-db', 'speichert')],
      ),
      at: ['model.nodes.2'],
    },
    'a worker of another context': {
      design: system(
        [
          service('运单', { context: '运输' }),
          node('worker', '对账', { context: '财务' }),
          db('运单库', { name: '运单数据库' }),
        ],
        [stores('运单', '运单库', '读写'), stores('对账', '运单库', '更新')],
      ),
      at: ['model.nodes.2'],
      says: ['运单数据库'],
    },
  },
  sound: {
    'one that writes and others that only read': {
      design: system(
        [service('orders'), service('reports'), service('suche'), db('orders-db')],
        [
          stores('orders', 'orders-db', 'reads and writes'),
          stores('reports', 'orders-db', 'read-only'),
          stores('suche', 'orders-db', 'liest'),
        ],
      ),
    },
    'a service and the worker of its context': {
      design: system(
        [service('api', { context: 'a' }), node('worker', 'jobs', { context: 'a' }), db('a-db')],
        [stores('api', 'a-db'), stores('jobs', 'a-db')],
      ),
    },
    'a cache and an object store that two use': {
      design: system(
        [service('a'), service('b'), node('cache', 'redis'), node('storage', 'files')],
        [stores('a', 'redis'), stores('b', 'redis'), stores('a', 'files'), stores('b', 'files')],
      ),
    },
    'an owner that lists it and writes to it': {
      design: system(
        [service('a', { owns: ['a-db'] }), db('a-db')],
        [stores('a', 'a-db'), stores('a', 'a-db')],
      ),
    },
  },
});

expectRule('shared-ownership', {
  broken: {
    'the same data in two lists': {
      design: system(
        [service('crm', { owns: ['customers'] }), service('shop', { owns: ['orders', 'Customers'] })],
        [],
      ),
      at: ['model.nodes.1'],
      says: ['crm and shop', '“customers”'],
    },
    'a store that two list, one of them by its name': {
      design: system(
        [
          service('a', { owns: ['ward-db'] }),
          service('b', { owns: ['Ward database'] }),
          db('ward-db', { name: 'Ward database' }),
        ],
        [],
      ),
      at: ['model.nodes.1'],
      says: ['Ward database'],
    },
    'data of three services, once': {
      design: system(
        [
          service('konto', { owns: ['kunden stamm'] }),
          service('depot', { owns: ['Kunden-Stamm'] }),
          service('karte', { owns: ['kunden_stamm'] }),
        ],
        [],
      ),
      at: ['model.nodes.1'],
      says: ['konto, depot and karte'],
    },
    'data in Chinese': {
      design: system([service('门诊', { owns: ['患者'] }), service('住院', { owns: ['患者', '床位'] })], []),
      at: ['model.nodes.1'],
      says: ['“患者”'],
    },
  },
  sound: {
    'data with names that are alike': {
      design: system(
        [service('a', { owns: ['order'] }), service('b', { owns: ['order line', 'order history'] })],
        [],
      ),
    },
    'the worker of a context that owns what its service owns': {
      design: system(
        [
          service('a', { context: 'x', owns: ['jobs'] }),
          node('worker', 'w', { context: 'x', owns: ['jobs'] }),
        ],
        [],
      ),
    },
    'a broker that two list, a database that says what is in it, and data listed twice by one': {
      design: system(
        [
          service('a', { owns: ['bus', 'orders', 'orders'] }),
          service('b', { owns: ['bus'] }),
          node('broker', 'bus'),
          db('d', { owns: ['orders'] }),
        ],
        [],
      ),
    },
  },
});

expectRule('no-owner', {
  broken: {
    'a database that nobody lists and nobody writes to': {
      design: system([service('a'), db('archive', { name: 'Archive' })], [stores('a', 'archive', 'reads')]),
      at: ['model.nodes.1'],
      says: ['Archive'],
    },
    'a database whose link points the wrong way': {
      design: system([service('计费'), db('账单库')], [stores('账单库', '计费')]),
      at: ['model.nodes.1'],
    },
  },
  sound: {
    'one that is listed by id, one by name, one that is written to': {
      design: system(
        [
          service('a', { owns: ['a-db', 'Archive'] }),
          node('worker', 'w'),
          db('a-db'),
          db('old', { name: 'Archive' }),
          db('w-db'),
        ],
        [stores('w', 'w-db')],
      ),
    },
    'a cache without an owner': { design: system([node('cache', 'redis')], []) },
  },
});

expectRule('foreign-read', {
  broken: {
    'a report that reads the tables of another context': {
      design: system(
        [
          service('orders', { context: 'sales', owns: ['orders-db'] }),
          service('reports', { context: 'bi' }),
          db('orders-db'),
        ],
        [stores('orders', 'orders-db'), stores('reports', 'orders-db', 'reads nightly')],
      ),
      at: ['model.links.1'],
      says: ['reports', 'orders'],
    },
    'a service that reads the accounts of the bank': {
      design: system(
        [service('konten', { context: 'bank' }), service('betrug', { context: 'risiko' }), db('konten-db')],
        [stores('konten', 'konten-db'), stores('betrug', 'konten-db', 'liest')],
      ),
      at: ['model.links.1'],
    },
  },
  sound: {
    'readers of a replica, and of the own context': {
      design: system(
        [
          service('orders', { context: 'sales', owns: ['orders-db', 'copy'] }),
          service('search', { context: 'sales' }),
          service('bi', { context: 'bi' }),
          db('orders-db'),
          db('copy', { name: 'Read replica of orders' }),
        ],
        [stores('search', 'orders-db', 'reads'), stores('bi', 'copy', 'reads')],
      ),
    },
  },
});

expectRule('reversed-link', {
  broken: {
    'a database that calls a service': {
      design: system([service('a'), db('a-db')], [stores('a-db', 'a', 'reads')]),
      at: ['model.links.0'],
      says: ['a-db', 'turn it round'],
    },
    'a cache that answers in a game': {
      design: system([service('match'), node('cache', 'ranks')], [calls('ranks', 'match')]),
      at: ['model.links.0'],
    },
  },
  sound: {
    'a change feed, and a copy from one database to another': {
      design: system(
        [service('a'), db('a-db'), db('b-db'), node('broker', 'log')],
        [sends('a-db', 'log'), sends('a-db', 'a'), stores('a-db', 'b-db')],
      ),
    },
  },
});
