import type { Reply } from '../chat/reply.ts';
import type { Artifact } from '../design/artifacts/artifact.ts';
import type { DecisionFile } from '../design/artifacts/decision-files.ts';
import type { Choice, ThreadState } from '../thread/state.ts';
import { recordChoice, supersededFile } from './record-choice.ts';
import type { ShowDeps } from './show.ts';

const NOT_KEPT = 'That design is no longer kept, so nothing can be chosen from it. Ask for it anew.';

/** Records a choice, and says so with its record, and those it supersedes, as files; or that its design is gone. */
export async function showChoice(deps: ShowDeps, state: ThreadState, choice: Choice): Promise<Reply> {
  const made = await recordChoice(deps, state, choice);
  if (!made) return { kind: 'notice', markdown: NOT_KEPT };
  const { record, superseded, option, file } = made;
  const old = await Promise.all(superseded.map((other) => supersededFile(deps, state, other, record)));
  return {
    kind: 'chosen',
    ref: { threadId: state.id, turn: choice.turn },
    byId: choice.byId,
    option,
    record,
    superseded,
    files: [file, ...old.filter((one) => one !== undefined)].map(toArtifact),
  };
}

function toArtifact({ name, content }: DecisionFile): Artifact {
  return { name, mediaType: 'text/markdown', content };
}
