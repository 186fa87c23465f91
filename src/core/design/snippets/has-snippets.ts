/** Whether a text has blocks that are judged, found without parsing it. */
export function hasSnippets(markdown: string): boolean {
  return /((?<!`)`{3,}|(?<!~)~{3,})\s*(ya?ml|mermaid|(docker-)?compose|kubernetes|k8s)/i.test(markdown);
}
