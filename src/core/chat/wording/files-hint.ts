import { DESIGN_FILE } from '../../design/artifacts/design-md.ts';
import type { ChatFile } from '../chat.ts';
import { styled } from '../prose/make.ts';
import type { Run } from '../prose/runs.ts';
import { cleanText, formatCount } from '../prose/text.ts';

/** Where all of a design is to be found. */
export function filesRuns(files: readonly ChatFile[]): Run[] {
  const runs: Run[] = [];
  const written = files.find((file) => file.name === DESIGN_FILE);
  const archive = files.find((file) => file.mediaType === 'application/zip');
  if (written) runs.push({ text: 'Whole document: ' }, name(written));
  if (files.length > 1) {
    runs.push({ text: `${written ? ' · ' : ''}${formatCount(files.length, 'file')} below` });
    if (archive) runs.push({ text: ', all in one: ' }, name(archive));
  }
  return runs;
}

function name(file: ChatFile): Run {
  return styled(cleanText(file.name), { code: true });
}
