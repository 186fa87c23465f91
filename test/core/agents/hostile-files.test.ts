import { describe, expect, it } from 'vitest';
import { loadAgents } from '../../../src/core/agents/load-agents.ts';
import { createMemoryFolder } from './memory-folder.ts';

const front = (text: string) => `---\n${text}\n---\nDo it.`;
const run = '(() => { globalThis.agentFileRan = true; return { name: "x" }; })()';
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((key, at) => {
    const before = 'abcdefgh'[at];
    return `${key}: &${key} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

/** File → the line that the error has to name; each has exactly one. */
const HOSTILE: [name: string, text: string | Uint8Array, line: number, includes?: Record<string, string>][] =
  [
    ['code behind ---js', `---js\n${run}\n---\nDo it.`, 1],
    ['code behind ---javascript', `--- javascript\n${run}\n---\nDo it.`, 1],
    ['code behind ---coffee', `---coffee\n${run}\n---\nDo it.`, 1],
    ['code behind blank lines', `\n\n---js\n${run}\n---\nDo it.`, 3],
    ['---json', '---json\n{ "name": "x" }\n---\nDo it.', 1],
    ['a function as YAML tag', front(`name: x\ndescription: !!js/function "function () { ${run} }"`), 3],
    ['a constructor as YAML tag', front('name: !!python/object/apply:os.system [ls]'), 2],
    ['an alias bomb', front(bomb), 2],
    ['a cycle of aliases', front('name: x\nrules: &a { a: *a }'), 2],
    ['deep nesting', front(`examples: ${'['.repeat(20_000)}`), 2],
    ['moderate nesting', front(`examples: ${'['.repeat(12)}x${']'.repeat(12)}`), 2],
    ['too many values', front(`examples: [${Array.from({ length: 3_000 }, () => 'a').join(', ')}]`), 2],
    ['more than 64 KiB', `# Large\n${'x'.repeat(65_536)}`, 1],
    ['a zero byte', 'Do\u0000 it.', 1],
    ['bytes that are no UTF-8', new Uint8Array([0x44, 0xff, 0xfe, 0x80]), 1],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x44, 0x00, 0x6f, 0x00]), 1],
    ['nothing', '', 1],
    ['only blanks', ' \n\t\n', 1],
    ['front matter without an end', '---\nname: x\n\nDo it.', 1],
    ['a list as front matter', front('- a\n- b'), 2],
    ['a sentence as front matter', front('just words'), 2],
    ['a title that is a list', front('name: x\ntitle: [a, b]'), 3],
    ['a name that is a date', front('name: 2026-01-01'), 2],
    ['a model that is a sentence', front('model: the best one you have'), 2],
    ['options the wrong way round', front('output:\n  sections: [A]\n  options: [3, 2]'), 4],
    ['options in words', front('output:\n  options: two or three'), 3],
    ['an unknown deliverable', front('output:\n  deliverables: [diagram, poem]'), 3],
    ['a section named twice', front('output:\n  sections:\n    - Risks\n    - risks'), 3],
    ['sections as a mapping', front('output:\n  sections: { a: b, c: d }'), 3],
    ['output as a word', front('output: everything'), 2],
    ['too many rounds', front('clarify:\n  rounds: 99'), 3],
    ['rounds in words', front('clarify:\n  rounds: twice'), 3],
    ['an unknown severity', front('rules:\n  event-name: fatal'), 3],
    ['a structured key that is no YAML', front('description: a: b\noutput: { sections: [A'), 3],
    ['an include above the folder', front('includes: [../../etc/passwd.md]'), 2],
    ['an include with an absolute path', front('includes: [/etc/passwd]'), 2],
    ['an include with a drive', front('includes: ["C:/secret.md"]'), 2],
    ['an include with backslashes', front('includes: ["..\\\\..\\\\secret.md"]'), 2],
    ['a prerequisite above the folder', '# T\n\nPrerequisite: [p](../secret.md)', 3],
    ['an encoded way out', '# T\n\nPrerequisite: [p](%2e%2e/secret.md)', 3],
    ['an include of itself', '# T\n\nPrerequisite: [me](bad.md)', 3],
    ['front matter that includes its own file', front('name: x\nincludes:\n  - ./bad.md'), 4],
    [
      'an include that includes itself',
      front('includes: [_s/a.md]'),
      2,
      { '_s/a.md': front('includes: a.md') },
    ],
    [
      'two includes that include each other',
      front('includes: [_s/a.md]'),
      2,
      { '_s/a.md': front('includes: [b.md]'), '_s/b.md': front('includes: [a.md]') },
    ],
    [
      'a circle of three, closed by a prerequisite',
      front('name: x\nincludes:\n  - _s/c.md\n  - _s/a.md'),
      5,
      {
        '_s/a.md': front('includes: [b.md]'),
        '_s/b.md': '# B\n\nPrerequisite: [back](../bad.md)',
        '_s/c.md': 'Fine.',
      },
    ],
    [
      'a prerequisite that includes the agent, more than once',
      '# T\n\nPrerequisite: [a](_s/a.md), [b](_s/b.md)',
      3,
      {
        '_s/a.md': front('includes: [../bad.md, ../_s/../bad.md]'),
        '_s/b.md': front('includes: [../bad.md]'),
      },
    ],
    [
      'includes that go on and on',
      front('includes: [_s/1.md]'),
      2,
      Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [`_s/${at + 1}.md`, front(`includes: [${at + 2}.md]`)]),
      ),
    ],
    [
      'more includes than anybody reads',
      front('includes: [_s/all.md]'),
      2,
      {
        '_s/all.md': Array.from({ length: 50 }, (_, at) => `Prerequisite: [x](${at}.md)`).join('\n'),
        ...Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`_s/${at}.md`, 'x'])),
      },
    ],
    ['an include with code', front('includes: [_s/code.md]'), 2, { '_s/code.md': `---js\n${run}\n---\nx` }],
    ['an include over 64 KiB', front('includes: [_s/large.md]'), 2, { '_s/large.md': 'x'.repeat(70_000) }],
  ];

describe('a hostile or broken file', () => {
  it.each(HOSTILE)(
    '%s: one error with its place, and the good file loads',
    async (_name, text, line, includes) => {
      const folder = createMemoryFolder({ 'bad.md': text, 'good.md': '# Good\n\nHelp.', ...includes });
      const { agents, problems } = await loadAgents(folder);
      expect(agents.map(({ id }) => id)).toEqual(['good']);
      expect(problems.map(({ file, line, severity }) => ({ file, line, severity }))).toEqual([
        { file: 'bad.md', line, severity: 'error' },
      ]);
      expect(problems[0]?.message.length).toBeLessThan(400);
      expect(Reflect.has(globalThis, 'agentFileRan')).toBe(false);
    },
  );

  it('architects that include each other each get one error with the circle and the way out', async () => {
    const { agents, problems } = await loadAgents(
      createMemoryFolder({
        'a.md': front('name: a\nincludes: [b.md]'),
        'b.md': front('includes: [c.md]'),
        'c.md': '# C\n\nPrerequisite: [a](a.md)',
        'd.md': front('includes: [a.md]'),
        'good.md': front('includes: [_s/rules.md]'),
        '_s/rules.md': 'Be brief.',
      }),
    );
    expect(agents.map(({ id }) => id)).toEqual(['good']);
    expect(problems.map(({ file, line, severity }) => `${file}:${line} ${severity}`)).toEqual([
      'a.md:3 error',
      'b.md:2 error',
      'c.md:3 error',
      'd.md:2 error',
    ]);
    for (const { message } of problems) expect(message).toMatch(/ → .* → .* → .*: take .* out of /);
    expect(problems.map(({ message }) => /\w\.md(?: → \w\.md)+/.exec(message)?.[0])).toEqual([
      'a.md → b.md → c.md → a.md',
      'b.md → c.md → a.md → b.md',
      'c.md → a.md → b.md → c.md',
      'a.md → b.md → c.md → a.md',
    ]);
  });
});
