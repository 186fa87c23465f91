/**
 * Descriptions of Claude Code agents hold whole dialogues in `<example>` blocks. What people read is the prose before
 * them; what the user says in them are questions that the agent should get.
 */
export function splitDescription(description: string): { prose: string; examples: string[] } {
  const examples: string[] = [];
  for (const match of description.matchAll(/<example>([\s\S]*?)(?:<\/example>|$)/gi)) {
    const said = /\buser:\s*(?:"([^"]*)"|'((?:[^']|'(?=\w))*)'|([^\n<]+))/i.exec(match[1] ?? '');
    const question = (said?.[1] ?? said?.[2] ?? said?.[3] ?? '').trim();
    if (question !== '') examples.push(question);
  }
  const [before = ''] = description.split(/<example>/i, 1);
  const prose = before.replace(/\s*\b(?:for )?examples?( \w+)?:\s*$/i, '').trim();
  return { prose, examples };
}
