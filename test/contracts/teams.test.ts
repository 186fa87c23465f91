import { TEAMS } from './chat/teams.ts';
import { describeChat } from './chat-contract.ts';

describeChat(TEAMS);
