import { readYaml } from '../contracts/read-yaml.ts';
import { type TextProblem, toSentence, toTextProblem } from '../contracts/text-problem.ts';
import { type CodeBlock, findCodeBlocks } from './code-blocks.ts';
import { type ComposeSchema, checkCompose, isCompose } from './compose.ts';
import { checkManifest, isManifest } from './kubernetes.ts';
import { GROUPS } from './kubernetes-kinds.ts';
import { checkMermaid, loadMermaid } from './mermaid.ts';
import type { SnippetProblem } from './snippet.ts';

const YAML = new Set(['yaml', 'yml', 'compose', 'docker-compose', 'kubernetes', 'k8s']);

/** What was left out, or is filled in later by a template: nobody could parse that, nor is meant to. */
const UNFINISHED = /^\s*(\.\.\.|…|# ?\.\.\.|# ?…)|\{\{|<[a-z][\w -]*>\s*$|: *\.\.\.\s*$/im;

/** What the code blocks of a Markdown text have wrong; lines count in that text. Never rejects. */
export async function readSnippets(markdown: string, schema?: ComposeSchema): Promise<SnippetProblem[]> {
  const problems: SnippetProblem[] = [];
  for (const block of findCodeBlocks(markdown)) {
    for (const problem of await readBlock(block, schema)) {
      problems.push({
        ...problem,
        line: block.line + (problem.line ?? 1) - 1,
        message: toSentence(problem.message),
      });
    }
  }
  return problems;
}

/** Loads what `readSnippets` needs for a text, which takes longer than reading it. */
export async function loadSnippetParsers(markdown: string): Promise<void> {
  const blocks = findCodeBlocks(markdown);
  if (blocks.some(({ language }) => language === 'mermaid')) await loadMermaid();
  for (const [group, load] of Object.entries(GROUPS)) {
    if (blocks.some(({ content }) => content.includes(group))) await load();
  }
}

async function readBlock(
  { language, content }: CodeBlock,
  schema?: ComposeSchema,
): Promise<SnippetProblem[]> {
  if (language === 'mermaid') return withRule('mermaid-invalid', await checkMermaid(content));
  if (!YAML.has(language) || UNFINISHED.test(content)) return [];
  try {
    return await readYamlBlock(content, schema);
  } catch (error) {
    const rule = ruleOfText(content);
    return rule === undefined ? [] : withRule(rule, [toTextProblem(error)]);
  }
}

async function readYamlBlock(content: string, schema?: ComposeSchema): Promise<SnippetProblem[]> {
  const problems: SnippetProblem[] = [];
  for (const text of readYaml(content)) {
    if (isCompose(text.value))
      problems.push(
        ...withRule('compose-invalid', [...text.problems, ...(schema ? checkCompose(text, schema) : [])]),
      );
    if (isManifest(text.value))
      problems.push(...withRule('kubernetes-invalid', [...text.problems, ...(await checkManifest(text))]));
  }
  return problems;
}

/** What a text was meant to be that can't be read. */
function ruleOfText(content: string): SnippetProblem['rule'] | undefined {
  if (/^services:/m.test(content) && /^\s+(image|build):/m.test(content)) return 'compose-invalid';
  return /^apiVersion:/m.test(content) && /^kind:/m.test(content) ? 'kubernetes-invalid' : undefined;
}

function withRule(rule: SnippetProblem['rule'], problems: readonly TextProblem[]): SnippetProblem[] {
  return problems.map((problem) => ({ rule, ...problem }));
}
