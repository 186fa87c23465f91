import { useActions, useSelect, useWorld } from './page-context.tsx';
import type { Prompt } from './page-state.ts';
import { Avatar } from './ui/avatar.tsx';

const NO_PROMPTS: Prompt[] = [];

/** What the app proposes to ask in its direct messages. */
export function SuggestedPrompts({ channel }: { channel: string }) {
  const prompts = useSelect((state) => state.prompts[channel] ?? NO_PROMPTS);
  const world = useWorld();
  const { say, toast } = useActions();
  const bot = world?.users.find((user) => user.id === world.app.botUserId);
  const send = async (message: string) => {
    const problem = await say(channel, message);
    if (problem) toast(problem);
  };
  return (
    <div className="beginning">
      <Avatar user={bot} />
      <h3>{world?.app.name}</h3>
      <p>Everything written here is for the app. No mention is needed.</p>
      {prompts.length > 0 && (
        <div className="prompts">
          {prompts.map((prompt) => (
            <button
              key={prompt.title}
              type="button"
              className="prompt"
              title={prompt.message}
              onClick={() => void send(prompt.message)}
            >
              {prompt.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
