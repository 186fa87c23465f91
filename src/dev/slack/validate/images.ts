import { isRecord, optionalText } from '../json.ts';
import { type Check, chars, type Fields, type Findings, report, shape, url } from './check.ts';

const slackFile: Check = (value, pointer, findings) => {
  shape({}, { id: chars(1, 255), url: url(3_000) })(value, pointer, findings);
  if (!isRecord(value)) return;
  const id = optionalText(value.id);
  const address = optionalText(value.url);
  if ((id === undefined) === (address === undefined)) {
    return report(findings, pointer, 'exactly one of id and url is required');
  }
  const state = findings.fileState({ ...(id ? { id } : {}), ...(address ? { url: address } : {}) });
  // A file that Slack has not looked into yet is refused with the same words as one that isn't there.
  if (state !== 'ready') report(findings, pointer, 'invalid slack file');
};

function oneSource(value: Record<string, unknown>, pointer: string, findings: Findings): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    report(findings, pointer, 'exactly one of image_url and slack_file is required');
  }
}

/** An image, in a block or as an element; `more` are the fields of its surroundings. */
export function image(more: Fields = {}): Check {
  return shape(
    { alt_text: chars(1, 2_000) },
    { image_url: url(3_000), slack_file: slackFile, ...more },
    oneSource,
  );
}
