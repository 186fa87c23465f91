import { toSlackUser } from '../render.ts';
import { SlackError } from '../slack-error.ts';
import { type Method, paginate } from './method.ts';

const info: Method = {
  token: 'bot',
  tier: 4,
  scopes: ['users:read'],
  run({ stage, workspace, args }) {
    const user = toSlackUser(stage, workspace, args.required('user'));
    if (!user) throw new SlackError('user_not_found');
    return { user };
  },
};

const list: Method = {
  token: 'bot',
  tier: 2,
  scopes: ['users:read'],
  run({ stage, workspace, args }) {
    const { rows, nextCursor } = paginate([...workspace.users.keys()], args, 1_000, 1_000);
    return {
      members: rows.map((id) => toSlackUser(stage, workspace, id)),
      cache_ts: Math.floor(stage.now() / 1000),
      response_metadata: { next_cursor: nextCursor },
    };
  },
};

export const userMethods: Record<string, Method> = { 'users.info': info, 'users.list': list };
