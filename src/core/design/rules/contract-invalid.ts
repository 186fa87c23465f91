import { createSourceRule, hasContracts } from './source-rule.ts';

export const contractInvalid = createSourceRule({
  id: 'contract-invalid',
  severity: 'error',
  appliesTo: hasContracts,
});
