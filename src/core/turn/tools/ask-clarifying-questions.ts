import { askSchema } from '../../thread/questions.ts';
import { createTool, refuse } from '../tool.ts';

export const askClarifyingQuestions = createTool({
  name: 'ask_clarifying_questions',
  description:
    'Ask the people in the thread what the brief leaves open and the design depends on. Ask everything in one call, nothing they have said already, and give likely answers and the default that you would assume. The conversation goes on with their answers.',
  schema: askSchema,
  run(ask, { roundsLeft }) {
    if (roundsLeft > 0) return { kind: 'ask', ask };
    return refuse(
      'No more questions in this request: nobody will be asked. Go on with stated assumptions, and list what stays open in openQuestions.',
    );
  },
});
