import { createSourceRule, hasLine } from './source-rule.ts';

export const kubernetesInvalid = createSourceRule({
  id: 'kubernetes-invalid',
  severity: 'warning',
  appliesTo: hasLine(/^[ \t>]*apiVersion:/m),
});
