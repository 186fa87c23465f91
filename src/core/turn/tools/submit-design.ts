import { designSchema } from '../../design/document.ts';
import type { Finding } from '../../design/review/finding.ts';
import { reviewDesign } from '../../design/review/review.ts';
import type { Workshop } from '../../design/workshop.ts';
import { createTool, type Tool } from '../tool.ts';

/** More than a model mends at once; the rest comes up in the next round. */
const MOST_NAMED = 40;

/**
 * The one way in which a design is handed in. It is reviewed before anybody sees it: errors go back to the model as
 * long as it may still mend them; what then remains is shown with the design.
 */
export function createSubmitDesign(readSources: Workshop['readSources']): Tool {
  return createTool({
    name: 'submit_design',
    description:
      'Hand in the complete design as one document. Pictures, files and messages are made from it, so everything that people should see must be in it. Hand in the whole document again when you change it.',
    schema: designSchema,
    async run(design, { agent, mendsLeft, signal }) {
      const review = reviewDesign(design, { agent, sources: await readSources(design, signal) });
      const errors = review.findings.filter((finding) => finding.severity === 'error');
      if (errors.length === 0 || mendsLeft <= 0) return { kind: 'design', design, review };
      const warnings = review.findings.filter((finding) => finding.severity === 'warning');
      return {
        kind: 'result',
        isError: true,
        content: [
          'The review found errors. Mend them and hand in the whole document again:',
          listed(errors),
          ...(warnings.length === 0
            ? []
            : ['Not errors, but mend them too where they are no deliberate choice:', listed(warnings)]),
        ].join('\n'),
      };
    },
  });
}

function listed(findings: readonly Finding[]): string {
  const named = findings.slice(0, MOST_NAMED);
  const lines = named.map(({ rule, where, message }) => `- ${rule} at ${where}: ${message}`);
  const left = findings.length - named.length;
  return [...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n');
}
