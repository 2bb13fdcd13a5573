// The editor test: a real VS Code with the packaged extension, driven as a user would. `run [desktop] [authoring] [manifests] [web] [tour] [neighbours]`.

import { authoringScenarios, copyOfStore } from './authoring.ts';
import { startCodeServer } from './code-server.ts';
import { desktopScenarios } from './desktop.ts';
import { copyOfWarehouse, manifestScenarios } from './manifest-findings.ts';
import { neighbourScenarios } from './neighbours.ts';
import { copyOfCharts, copyOfExamples, START, STUBS } from './places.ts';
import { copyOfManifests, plainScenarios } from './plain-manifests.ts';
import { Report } from './report.ts';
import { templateFieldScenarios } from './template-fields.ts';
import { TOUR_SETTINGS, tourScenarios } from './tour.ts';
import { webScenarios } from './web.ts';
import { startWebEditor } from './web-editor.ts';
import { openBrowser, Workbench } from './workbench.ts';

async function main(doors: readonly string[]): Promise<boolean> {
  const report = new Report();
  const browser = await openBrowser();
  try {
    if (doors.includes('desktop')) await desktop();
    if (doors.includes('authoring')) await authoring();
    if (doors.includes('manifests')) {
      await manifests();
      await plainManifests();
    }
    if (doors.includes('web')) await web();
    if (doors.includes('tour')) await tour();
    if (doors.includes('neighbours')) await neighbours();
  } finally {
    await browser.close();
  }
  return report.close();

  async function desktop(): Promise<void> {
    const folder = copyOfCharts();
    const editor = await startCodeServer(folder);
    try {
      const workbench = await Workbench.open(browser, editor.url);
      for (const scenario of desktopScenarios(workbench, folder)) {
        await report.run(scenario, (name) => workbench.screenshot(`failed desktop ${name}`));
      }
    } finally {
      await editor.stop();
    }
  }

  async function authoring(): Promise<void> {
    const folder = copyOfStore();
    const editor = await startCodeServer(folder);
    try {
      const workbench = await Workbench.open(browser, editor.url);
      for (const scenario of authoringScenarios(workbench, folder)) {
        await report.run(scenario, (name) => workbench.screenshot(`failed authoring ${name}`));
      }
    } finally {
      await editor.stop();
    }
  }

  async function manifests(): Promise<void> {
    const editor = await startCodeServer(copyOfWarehouse());
    try {
      const workbench = await Workbench.open(browser, editor.url);
      for (const scenario of [...manifestScenarios(workbench), ...templateFieldScenarios(workbench)])
        await report.run(scenario, (name) => workbench.screenshot(`failed manifests ${name}`));
    } finally {
      await editor.stop();
    }
  }

  /** A folder without a chart. */
  async function plainManifests(): Promise<void> {
    const editor = await startCodeServer(copyOfManifests());
    try {
      const workbench = await Workbench.open(browser, editor.url);
      for (const scenario of plainScenarios(workbench)) {
        await report.run(scenario, (name) => workbench.screenshot(`failed plain ${name}`));
      }
    } finally {
      await editor.stop();
    }
  }

  async function web(): Promise<void> {
    const editor = await startWebEditor(copyOfCharts());
    try {
      const workbench = await Workbench.open(browser, editor.url);
      for (const scenario of webScenarios(workbench)) {
        await report.run(scenario, (name) => workbench.screenshot(`failed web ${name}`));
      }
    } finally {
      await editor.stop();
    }
  }

  /** Both doors, as `npm start` opens them. */
  async function tour(): Promise<void> {
    const folder = copyOfExamples(TOUR_SETTINGS);
    const desktopEditor = await startCodeServer(folder, START);
    try {
      await walk(await Workbench.open(browser, desktopEditor.url), 'desktop');
    } finally {
      await desktopEditor.stop();
    }
    const webEditor = await startWebEditor(copyOfExamples(TOUR_SETTINGS), START);
    const open = JSON.stringify([['openFile', 'vscode-test-web://mount/data-platform/values.yaml']]);
    try {
      await walk(await Workbench.open(browser, `${webEditor.url}/?payload=${encodeURIComponent(open)}`), 'web');
    } finally {
      await webEditor.stop();
    }
  }

  async function walk(workbench: Workbench, door: string): Promise<void> {
    for (const scenario of tourScenarios(workbench, door))
      await report.run(scenario, (name) => workbench.screenshot(`failed ${name.replace(/[:,]/g, '')}`));
  }

  /** Both doors again, beside other extensions. */
  async function neighbours(): Promise<void> {
    const folders = { desktop: copyOfCharts(), web: copyOfCharts() };
    const desktopEditor = await startCodeServer(folders.desktop, STUBS);
    try {
      await run(await Workbench.open(browser, desktopEditor.url), 'desktop', folders.desktop);
    } finally {
      await desktopEditor.stop();
    }
    const webEditor = await startWebEditor(folders.web, STUBS);
    try {
      await run(await Workbench.open(browser, webEditor.url), 'web', folders.web);
    } finally {
      await webEditor.stop();
    }
  }

  async function run(workbench: Workbench, door: string, folder: string): Promise<void> {
    for (const scenario of neighbourScenarios(workbench, door, folder))
      await report.run(scenario, (name) => workbench.screenshot(`failed neighbours ${name}`));
  }
}

const asked = process.argv.slice(2);
main(asked.length === 0 ? ['desktop', 'authoring', 'manifests', 'web', 'tour', 'neighbours'] : asked).then(
  (good) => process.exit(good ? 0 : 1),
  (error) => {
    console.error(error);
    console.log('editor: 0 passed, 1 failed');
    process.exit(1);
  },
);
