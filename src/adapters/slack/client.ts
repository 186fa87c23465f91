import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { toSlackError } from './errors.ts';
import type { Pacing } from './pacing.ts';

/** The client of one workspace, which makes no call that Slack wants nobody to make now. */
export class LimitedClient extends WebClient {
  readonly #workspaceId: string;
  readonly #pacing: Pick<Pacing, 'admit' | 'refused'>;

  constructor(
    token: string,
    options: WebClientOptions,
    workspaceId: string,
    pacing: Pick<Pacing, 'admit' | 'refused'>,
  ) {
    super(token, options);
    this.#workspaceId = workspaceId;
    this.#pacing = pacing;
  }

  /** Every method of the client comes through here. */
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    const channelId = typeof options?.channel === 'string' ? options.channel : undefined;
    const call = { workspaceId: this.#workspaceId, method, channelId };
    await this.#pacing.admit(call);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      const { code, retry } = toSlackError(error);
      if (code === 'slack-rate-limited' && typeof retry === 'object') {
        await this.#pacing.refused(call, retry.afterMs);
      }
      throw error;
    }
  }
}
