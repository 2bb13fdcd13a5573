// A values set in words: the status item's text and tooltip, and the line above a preview.

import type { JudgedResult, RootsResult, ShownSet, ValuesSetsResult } from '#protocol';

/** `values.yaml + values-prod.yaml + --set`, in the order in which they are merged. */
export function valuesText({
  valuesFiles,
  setValues,
  missing,
}: Pick<ShownSet, 'valuesFiles' | 'setValues' | 'missing'>) {
  const files = valuesFiles.map((name) => fileText(name) + (missing.includes(name) ? ' (missing)' : ''));
  return ['values.yaml', ...files, ...(setValues.length > 0 ? ['--set'] : [])].join(' + ');
}

/** `web in shop`, and when it is upgraded that it is. */
export function releaseText({
  releaseName,
  namespace,
  upgrade,
}: Pick<ShownSet, 'releaseName' | 'namespace' | 'upgrade'>) {
  return `${releaseName} in ${namespace}${upgrade ? ', upgraded' : ''}`;
}

/** A values file as a set names it; of a file elsewhere its name alone. */
export function fileText(name: string): string {
  if (!/^[a-zA-Z][a-zA-Z0-9+.-]+:\//.test(name)) return name;
  const last = name.slice(name.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** `defaults`, `prod`, `base + prod`, `prod + 2 more`. */
export function setName({ valuesFiles, setValues }: Pick<ShownSet, 'valuesFiles' | 'setValues'>): string {
  const names = valuesFiles.map(shortName);
  const shown = names.length > 2 ? [`${names.at(-1)} + ${names.length - 1} more`] : names;
  const files = shown.length === 0 ? ['defaults'] : shown;
  return [...files, ...(setValues.length > 0 ? ['--set'] : [])].join(' + ');
}

/** What tells one values file from the others: `prod` of `values-prod.yaml`, `small` of `ci/small-values.yaml`. */
function shortName(name: string): string {
  const text = fileText(name);
  const base = text.slice(text.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, '');
  return base.replace(/^values[-._]/i, '').replace(/[-._]values$/i, '') || base;
}

export function statusText({ chart, active }: Pick<ValuesSetsResult, 'chart' | 'active'>): string {
  const icon = active.missing.length > 0 ? 'warning' : 'layers';
  return `$(${icon}) ${plain(chart.name)}: ${plain(setName(active))}`;
}

/** Markdown, with links to commands. */
export function statusTooltip(
  { chart, active, kubeVersion, render }: ValuesSetsResult,
  roots?: RootsResult,
  judged?: JudgedResult,
): string {
  const rows: [string, string][] = [
    ['Chart', chart.name],
    ...partRows(roots),
    ['Values', valuesText(active)],
    ['Release', releaseText(active)],
    ['Helm', active.helmVersion],
    ['Kubernetes', kubeVersion],
    ...judgedRows(judged),
    ['Last render', render ? millisecondsText(render.milliseconds) : 'none yet'],
  ];
  const table = ['| | |', '|:--|:--|', ...rows.map(([name, text]) => `| ${name} | ${escaped(text)} |`)].join('\n');
  const links = [
    ['list-selection', 'Select Values Set…', 'chartroom.selectValuesSet'],
    ...(hasChoice(roots) ? [['type-hierarchy', 'Select Root Chart…', 'chartroom.selectRoot']] : []),
    ...(judged && judged.foreign.length > 0
      ? [['package', 'Show Findings in Fetched Charts', 'chartroom.showFetchedFindings']]
      : []),
    ['output', 'Show Log', 'chartroom.showLog'],
    ['debug-restart', 'Restart Server', 'chartroom.restartServer'],
  ].map(([icon, title, command]) => `[$(${icon}) ${title}](command:${command})`);
  return `${table}\n\n${links.join(' &nbsp; ')}`;
}

/** A file of a chart that others use is seen as a part of one of them. */
function partRows(roots: RootsResult | undefined): [string, string][] {
  if (roots === undefined || roots.chart.uri === roots.active.uri) return [];
  return [['Its part', roots.chart.name]];
}

/** What Problems does not tell. */
function judgedRows(judged: JudgedResult | undefined): [string, string][] {
  const { foreign = [], withoutSchema = [], unreached = [] } = judged ?? {};
  const more = withoutSchema.length > MOST_KINDS ? ` and ${withoutSchema.length - MOST_KINDS} more` : '';
  const kinds = `${withoutSchema.slice(0, MOST_KINDS).join(', ')}${more}; name a folder with schemas in the settings`;
  return [
    ...(foreign.length > 0 ? [['Fetched charts', `${foreign.length} findings of their own`] as [string, string]] : []),
    ...(withoutSchema.length > 0 ? [['No schema for', kinds] as [string, string]] : []),
    ...(unreached.length > 0 ? [['Not judged', unreachedText(unreached)] as [string, string]] : []),
  ];
}

const MOST_KINDS = 5;
const MOST_PARTS = 3;

/** Conditions that hold in no values set; what stands behind them nobody can judge. */
function unreachedText(parts: JudgedResult['unreached']): string {
  const more = parts.length - MOST_PARTS;
  const shown = parts.slice(0, MOST_PARTS).map(({ path, line, condition }) => {
    const text = condition.length > 40 ? `${condition.slice(0, 39)}…` : condition;
    return `${path}:${line + 1} ${text}`;
  });
  const rest = more > 0 ? ` and ${more} more` : '';
  return `${shown.join(', ')}${rest}: false in all that was rendered`;
}

function hasChoice(roots: RootsResult | undefined): boolean {
  return roots?.candidates.some(({ uri }) => uri !== roots.chart.uri) === true;
}

function millisecondsText(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}

/** Names of charts and files are text: what Markdown or an icon would be made of is shown as it is. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>$~&]/g, '\\$&');
}

/** A status item makes icons of `$(name)`. */
function plain(text: string): string {
  return text.replace(/\$\(/g, '$\u200b(').replace(/\s+/g, ' ');
}
