import { compact } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Method } from './method.ts';

const OAUTH_CODE = /^code-(.+)$/;

const authTest: Method = {
  token: 'bot',
  tier: 'special',
  run({ stage, workspace }) {
    return {
      url: `${stage.url}/`,
      team: workspace.name,
      team_id: workspace.id,
      user: workspace.users.get(workspace.botUserId)?.name ?? stage.app.name,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    };
  },
};

const teamInfo: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['team:read'],
  run({ stage, workspace }) {
    return {
      team: {
        id: workspace.id,
        name: workspace.name,
        domain: workspace.domain,
        email_domain: '',
        url: `${stage.url}/`,
        icon: { image_default: true },
      },
    };
  },
};

const botsInfo: Method = {
  token: 'bot',
  tier: 3,
  scopes: ['users:read'],
  run({ stage, workspace, args }) {
    const id = args.text('bot') ?? workspace.botId;
    if (id !== workspace.botId) throw new SlackError('bot_not_found');
    return {
      bot: {
        id,
        deleted: false,
        name: stage.app.name,
        updated: 1_700_000_000,
        app_id: stage.app.id,
        user_id: workspace.botUserId,
        icons: {},
      },
    };
  },
};

const connectionsOpen: Method = {
  token: 'app',
  tier: 'special',
  run: ({ stage }) => ({ url: stage.sockets.open() }),
};

const apiTest: Method = {
  token: 'none',
  tier: 'special',
  run({ args }) {
    const wanted = args.text('error');
    if (wanted !== undefined) throw new SlackError(wanted, { extra: { args: args.raw } });
    return { args: args.raw };
  },
};

/** Exchanges what `/oauth/v2/authorize` handed out: `code-<workspace id>`. */
const oauthAccess: Method = {
  token: 'none',
  tier: 'special',
  run({ stage, args }) {
    const { clientId, clientSecret } = stage.app;
    if (clientId !== undefined && args.text('client_id') !== clientId)
      throw new SlackError('invalid_client_id');
    if (clientSecret !== undefined && args.text('client_secret') !== clientSecret) {
      throw new SlackError('bad_client_secret');
    }
    const workspace = stage.workspaces.get(OAUTH_CODE.exec(args.text('code') ?? '')?.[1] ?? '');
    if (!workspace) throw new SlackError('invalid_code');
    const installer = [...workspace.users.values()].find((user) => !user.isBot);
    return compact({
      app_id: stage.app.id,
      authed_user: { id: installer?.id ?? '' },
      scope: [...stage.manifest.scopes].join(','),
      token_type: 'bot',
      access_token: workspace.botToken,
      bot_user_id: workspace.botUserId,
      team: { id: workspace.id, name: workspace.name },
      enterprise: null,
      is_enterprise_install: false,
    });
  },
};

export const appMethods: Record<string, Method> = {
  'api.test': apiTest,
  'auth.test': authTest,
  'team.info': teamInfo,
  'bots.info': botsInfo,
  'apps.connections.open': connectionsOpen,
  'oauth.v2.access': oauthAccess,
};
