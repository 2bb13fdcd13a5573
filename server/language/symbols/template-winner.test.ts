// Of several definitions of a name the first one told is the one that a render takes: by hand and by chance.

import { expect, test } from 'vitest';
import { chance } from '../../../test/support/chance.ts';
import { FIXTURE_ROOT, fixture } from '../../../test/support/fixture.ts';
import { renderChart } from '../workspace/render-chart.ts';
import { chartTreeUnder } from './charts.ts';
import { templateIndex } from './templates.ts';

/** What `include "x"` prints in the root chart, and what the first definition would print; `undefined` for none. */
function winners(text: string): { readonly rendered: string | undefined; readonly told: string | undefined } {
  const { snapshot } = fixture(text);
  const { templates } = renderChart(snapshot, FIXTURE_ROOT);
  const printed = templates.find(({ name }) => name.endsWith('/templates/show.yaml'));
  const tree = chartTreeUnder(snapshot, FIXTURE_ROOT);
  const [site] = templateIndex(snapshot, tree).sitesOf('x');
  const body = site && /is: ([\w-]+)/.exec(site.file.text.slice(site.body.head.end, site.body.span.end))?.[1];
  return { rendered: /is: ([\w-]+)/.exec(printed?.output.text ?? '')?.[1], told: body };
}

const SHOW = '-- templates/show.yaml --\n{{ include "x" . }}\n';
const define = (what: string) => `{{ define "x" }}is: ${what}{{ end }}\n`;
const chart = (name: string, more = '') => `name: ${name}\nversion: 1.0.0\napiVersion: v2\n${more}`;

test('a subchart that is not enabled defines nothing', () => {
  const text = (enabled: boolean) =>
    `-- Chart.yaml --\n${chart('top', 'dependencies:\n  - {name: zoo, version: "*", condition: zoo.use}\n  - {name: owl, version: "*"}\n')}` +
    `-- values.yaml --\nzoo: {use: ${enabled}}\n${SHOW}` +
    `-- charts/zoo/Chart.yaml --\n${chart('zoo')}-- charts/zoo/templates/_a.tpl --\n${define('zoo')}` +
    `-- charts/owl/Chart.yaml --\n${chart('owl')}-- charts/owl/templates/_z.tpl --\n${define('owl')}`;
  expect(winners(text(true))).toEqual({ rendered: 'owl', told: 'owl' });
  expect(winners(text(false))).toEqual({ rendered: 'owl', told: 'owl' });
  const alone = text(false).replace('define "x" }}is: owl', 'define "y" }}is: owl');
  expect(winners(alone)).toEqual({ rendered: undefined, told: 'zoo' });
});

test('an alias gives its templates another name, and the name decides', () => {
  const text = (alias: string) =>
    `-- Chart.yaml --\n${chart('top', `dependencies:\n  - {name: zoo, version: "*", alias: ${alias}}\n  - {name: owl, version: "*"}\n`)}${SHOW}` +
    `-- charts/zoo/Chart.yaml --\n${chart('zoo')}-- charts/zoo/templates/_a.tpl --\n${define('zoo')}` +
    `-- charts/owl/Chart.yaml --\n${chart('owl')}-- charts/owl/templates/_a.tpl --\n${define('owl')}`;
  expect(winners(text('ant'))).toEqual({ rendered: 'zoo', told: 'zoo' });
  expect(winners(text('pig'))).toEqual({ rendered: 'owl', told: 'owl' });
});

test('definitions by chance', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const pick = chance(seed);
    const one = <T>(items: readonly T[]): T => items[pick(items.length)] as T;
    const files = new Map([
      [
        'Chart.yaml',
        chart(
          'top',
          `dependencies:\n  - {name: sub, version: "*", alias: ${one(['a1', 'z1'])}}\n  - {name: sub, version: "*", alias: b1, condition: b1.use}\n  - {name: packed, version: "*", tags: [t]}\n`,
        ),
      ],
      ['values.yaml', `b1: {use: ${one(['true', 'false'])}}\ntags: {t: ${one(['true', 'false'])}}\n`],
      ['charts/sub/Chart.yaml', chart('sub')],
      ['charts/sub/charts/low/Chart.yaml', chart('low', one(['', 'type: library\n']))],
      ['charts/packed-1.0.0.tgz!/Chart.yaml', chart('packed')],
    ]);
    const folders = ['', 'charts/sub/', 'charts/sub/charts/low/', 'charts/packed-1.0.0.tgz!/'];
    for (let i = 0; i < 3; i++) {
      const path = `${one(folders)}templates/${one(['_a.tpl', 'm.yaml', 'in/_b.tpl', 'in/deep/_c.tpl'])}`;
      files.set(path, pick(5) === 0 ? '{{ define "x" }} {{/* nothing */}} {{ end }}' : define(`${path.length}-${i}`));
    }
    const text = [...files].map(([path, body]) => `-- ${path} --\n${body.trimEnd()}\n`).join('');
    const { rendered, told } = winners(text + SHOW);
    if (rendered !== undefined) expect(`${seed} ${told}`).toBe(`${seed} ${rendered}`);
  }
});
