import { SLACK } from './chat/slack.ts';
import { describeChat } from './chat-contract.ts';

describeChat(SLACK);
