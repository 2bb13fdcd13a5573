// Runs scenarios one after another and counts them: a line for each, and a closing line.

export interface Scenario {
  readonly name: string;
  run(): Promise<void>;
}

/** What went wrong in a scenario, in words for a reader. */
export class Failed extends Error {}

export class Report {
  private passed = 0;
  private failed = 0;

  /** `onFailure` may keep evidence, such as a screenshot; the next scenario runs in any case. */
  async run(scenario: Scenario, onFailure: (name: string) => Promise<void>): Promise<void> {
    const start = Date.now();
    try {
      await scenario.run();
      this.passed += 1;
      console.log(`ok      ${scenario.name} (${Date.now() - start} ms)`);
    } catch (error) {
      this.failed += 1;
      console.log(`FAILED  ${scenario.name}\n        ${error instanceof Error ? error.message : error}`);
      await onFailure(scenario.name).catch(() => {});
    }
  }

  /** True when nothing failed. */
  close(): boolean {
    console.log(`editor: ${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0;
  }
}
