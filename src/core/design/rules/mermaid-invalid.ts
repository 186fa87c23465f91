import { createSourceRule, hasLine } from './source-rule.ts';

export const mermaidInvalid = createSourceRule({
  id: 'mermaid-invalid',
  severity: 'warning',
  appliesTo: hasLine(/^[ \t>]*(?:`{3,}|~{3,})[ \t]*mermaid\b/im),
});
