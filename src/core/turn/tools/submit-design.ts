import { designSchema } from '../../design/document.ts';
import { createTool } from '../tool.ts';

export const submitDesign = createTool({
  name: 'submit_design',
  description:
    'Hand in the complete design as one document. Pictures, files and messages are made from it, so everything that people should see must be in it. Hand in the whole document again when you change it.',
  schema: designSchema,
  run: (design) => ({ kind: 'design', design }),
});
