import { type Json, toText } from '../json.ts';
import { Icon } from '../ui/icon.tsx';
import { TextObject } from './text-object.tsx';

const LEVELS = ['info', 'warning', 'error', 'success'];

export function AlertBlock({ block }: { block: Json }) {
  const given = toText(block.level);
  const level = LEVELS.includes(given) ? given : 'default';
  return (
    <div className={`alert is-${level}`} role={level === 'error' ? 'alert' : 'note'}>
      <Icon name={level === 'success' ? 'check' : 'info'} />
      <TextObject value={block.text} />
    </div>
  );
}
