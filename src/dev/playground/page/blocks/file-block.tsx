import { type Json, toText } from '../json.ts';
import { Icon } from '../ui/icon.tsx';

/** Slack only knows remote files as blocks; the page names the file and loads nothing. */
export function FileBlock({ block }: { block: Json }) {
  return (
    <div className="file-card">
      <Icon name="file" />
      <div className="file-names">
        <strong>Remote file</strong>
        <span>{toText(block.external_id)}</span>
      </div>
    </div>
  );
}
