import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Names each test that was skipped, and closes with the plain line of counts. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      counts[stateOf(test)] += 1;
      if (stateOf(test) === 'skipped') process.stdout.write(`skipped: ${test.fullName}\n`);
    }
    const { passed, failed, skipped } = counts;
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

function stateOf(test: TestCase): 'passed' | 'failed' | 'skipped' {
  const { state } = test.result();
  return state === 'passed' || state === 'failed' ? state : 'skipped';
}
