import type { ReactNode } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { Json } from '../json.ts';
import { useChannels, useUsers } from '../page-context.tsx';
import { useTheme } from '../theme.tsx';

type Hooks = NonNullable<Parameters<typeof Message>[0]['hooks']>;

const HOOKS: Hooks = {
  link: ({ href, children, className }) => (
    <SafeLink href={href} className={className}>
      {children}
    </SafeLink>
  ),
};

/** A block that the library draws as Slack does. Only blocks without controls: its controls call nobody. */
export function LibraryBlock({ block }: { block: Json }) {
  const { theme } = useTheme();
  const users = useUsers().map((user) => ({ id: user.id, name: user.realName }));
  const channels = useChannels().map(({ id, name }) => ({ id, name }));
  if (!isDrawable(block)) return null;
  return (
    <Message
      withoutWrapper
      name=""
      logo=""
      theme={theme}
      blocks={[block]}
      data={{ users, channels }}
      hooks={HOOKS}
    />
  );
}

const DRAWABLE = new Set(['section', 'rich_text', 'markdown', 'table', 'plan', 'task_card']);

/** The server has checked the rest of the shape; what is wrong all the same ends in the block's error boundary. */
function isDrawable(block: Json): block is Json & Block {
  return typeof block.type === 'string' && DRAWABLE.has(block.type);
}

/** Only web and mail addresses become links; anything else stays text. */
export function SafeLink(props: { href: string; className?: string; children: ReactNode }) {
  if (!/^(https?:|mailto:)/i.test(props.href)) return <span>{props.children}</span>;
  return (
    <a href={props.href} className={props.className} target="_blank" rel="noopener noreferrer nofollow">
      {props.children}
    </a>
  );
}
