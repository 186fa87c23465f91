import { anAgent, node, sends, service, system } from './builders.ts';
import { expectRule } from './expect-rule.ts';

const strict = anAgent({}, { 'event-name': 'warning' });

const over = (event: string, heard = event) =>
  system(
    [service('a'), service('b'), node('broker', 'bus')],
    [sends('a', 'bus', event), sends('bus', 'b', heard)],
  );

expectRule('event-name', {
  broken: {
    'a name in one word, told once': {
      design: over('OrderPlaced'),
      agent: strict,
      at: ['model.links.0'],
      says: ['`OrderPlaced`', '`service.entity.action`'],
    },
    'a name of two parts': { design: over('bett.belegt'), agent: strict, at: ['model.links.0'] },
    'a name of four parts': { design: over('game.match.round.ended'), agent: strict, at: ['model.links.0'] },
    capitals: { design: over('Order.Order.Placed'), agent: strict, at: ['model.links.0'] },
    'one of two names on a link': {
      design: over('order.order.placed, order-cancelled'),
      agent: strict,
      at: ['model.links.0'],
      says: ['`order-cancelled`'],
    },
    'a space inside': { design: over('fleet.truck.has arrived'), agent: strict, at: ['model.links.0'] },
  },
  sound: {
    'three parts': { design: over('order.order.placed'), agent: strict },
    'three parts with joined words, and in Chinese': {
      design: over('user-service.bank_account.address-changed, 订单.订单.已创建'),
      agent: strict,
    },
    'a pattern that a consumer subscribes to': {
      design: over('order.order.placed', 'order.#'),
      agent: strict,
    },
    'any name where the agent does not require one': { design: over('OrderPlaced'), agent: anAgent() },
    'any name without an agent': { design: over('OrderPlaced') },
    'any name where the rule is off': { design: over('X'), agent: anAgent({}, { 'event-name': 'off' }) },
  },
});

expectRule('event-without-consumer', {
  broken: {
    'an event that nobody hears': {
      design: system(
        [service('a'), service('b'), node('broker', 'bus')],
        [sends('a', 'bus', 'x.y.z'), sends('a', 'bus', 'x.y.gone'), sends('bus', 'b', 'x.y.z')],
      ),
      at: ['model.links.1'],
      says: ['`x.y.gone`'],
    },
    'an event that is heard on another broker': {
      design: system(
        [service('装车'), service('到达'), node('broker', '甲'), node('broker', '乙')],
        [sends('装车', '甲', 'e'), sends('乙', '到达', 'e')],
      ),
      at: ['model.links.0'],
    },
  },
  sound: {
    'an event with a consumer, one of several on a link': { design: over('a.b.c', 'a.b.c, a.b.d') },
    'a consumer of a pattern, or of whatever comes': {
      design: system(
        [service('a'), service('b'), node('broker', 'x'), node('broker', 'y')],
        [sends('a', 'x', 'a.b.c'), sends('x', 'b', 'a.*.c'), sends('a', 'y', 'a.b.c'), sends('y', 'b')],
      ),
    },
    'an event on a broker that is there already': {
      design: system([service('a'), node('broker', 'bus', { existing: true })], [sends('a', 'bus', 'a.b.c')]),
    },
  },
});

expectRule('event-without-producer', {
  broken: {
    'a consumer that waits for what nobody sends': {
      design: over('bett.bett.frei', 'bett.bett.belegt'),
      at: ['model.links.1'],
      says: ['`bett.bett.belegt`'],
    },
    'a broker that nobody sends to': {
      design: system([service('榜单'), node('broker', '总线')], [sends('总线', '榜单', '比赛.回合.结束')]),
      at: ['model.links.0'],
    },
  },
  sound: {
    'a producer of the same name': { design: over('a.b.c') },
    'a broker that is fed by another one': {
      design: system(
        [service('a'), service('b'), node('broker', 'eu'), node('broker', 'us')],
        [sends('a', 'eu', 'e'), sends('eu', 'us', 'e'), sends('us', 'b', 'e')],
      ),
    },
    'a broker that is there already': {
      design: system(
        [service('b'), node('broker', 'bus', { existing: true })],
        [sends('bus', 'b', 'old.thing.happened')],
      ),
    },
  },
});
