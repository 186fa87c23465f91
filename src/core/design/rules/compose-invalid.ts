import { createSourceRule, hasLine } from './source-rule.ts';

export const composeInvalid = createSourceRule({
  id: 'compose-invalid',
  severity: 'warning',
  appliesTo: hasLine(/^[ \t>]*services:/m),
});
