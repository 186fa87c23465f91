import type { Place } from '../chat/message.ts';

/** What a channel has chosen for itself. Kept for good: it is set by people and read by every request. */
export type ChannelSettings = {
  /** The id of the agent that answers here unless another one is named; absent: the router chooses. */
  agent(place: Place): Promise<string | undefined>;
  setAgent(place: Place, agent: string | undefined): Promise<void>;
};
