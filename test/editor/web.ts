// What a user of VS Code for the Web sees: the same server, in a Web Worker, on a file system that only the editor reads.

import type { Scenario } from './report.ts';
import { previewScenarios } from './sitting.ts';
import { valuesSetScenarios } from './values-set.ts';
import type { Workbench } from './workbench.ts';

export function webScenarios(workbench: Workbench): Scenario[] {
  return [...previewScenarios(workbench, 'web'), ...valuesSetScenarios(workbench, 'web')];
}
