// The door that VS Code opens in a test run: runs the suite with mocha inside the extension host.

import { join } from 'node:path';
import Mocha from 'mocha';

/** Called by VS Code (`extensionTestsPath`); rejects when a test failed. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, color: true });
  mocha.addFile(join(__dirname, 'electron-suite.cjs'));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
