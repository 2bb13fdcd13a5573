// Braces that belong to another language than Helm's: whose they seem to be, and which tags of a template are such.

import type { BranchNode, ListNode, Node } from '#engine/template/node.ts';
import type { Span } from '#engine/text/span.ts';
import { canBackquote, quoteGo } from '#engine/values/quote.ts';
import type { TemplateView } from './template.ts';

/** One tag, from `{{` to `}}`, and whose it seems to be; undefined where only what is around it tells that it is not Helm's. */
export interface ForeignTag {
  readonly span: Span;
  readonly language: string | undefined;
  /** Tags that stand or fall together have the same number: a block's, and what uses a variable of it. */
  readonly group: number;
}

/** Whose syntax the tag at `start` of the text seems to be; undefined: Helm's, or nobody's that is known. */
export function languageOf(text: string, { start, end }: Span): string | undefined {
  const body = text.slice(start, end).replace(/^\{\{-?|-?\}\}$/g, '');
  if (IS_HELM.test(body)) return undefined;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return LANGUAGES.find(
    ({ body: is, before, file }) => is.test(body) && (before?.test(line) ?? true) && (file?.test(text) ?? true),
  )?.name;
}

/** What only Helm has. */
const IS_HELM =
  /(?:^|[\s($])\.(?:Values|Release|Chart|Capabilities|Files|Template|Subcharts)\b|(?:^|[\s(])(?:include|tpl|toYaml)\s/;

interface Language {
  readonly name: string;
  readonly body: RegExp;
  /** What stands before it on its line. */
  readonly before?: RegExp;
  /** What the file holds, where the tag alone does not tell. */
  readonly file?: RegExp;
}

const LANGUAGES: readonly Language[] = [
  {
    name: 'GitHub Actions',
    body: /^\s*(?:github|secrets|env|matrix|needs|runner|vars|jobs|steps|inputs)\./,
    before: /\$$/,
  },
  { name: 'Backstage', body: /^\s*(?:parameters|values|steps|user)\./, before: /\$$/ },
  { name: 'Prometheus', body: /\$(?:labels|value|externalLabels|externalURL)\b/ },
  {
    name: 'Prometheus',
    body: /\|\s*(?:humanize(?:1024|Duration|Percentage|Timestamp)?|sortByLabel|stripPort|stripDomain)\b|^\s*(?:range\s+|with\s+)?query\s+["`]/,
  },
  {
    name: 'Alertmanager',
    body: /\.(?:GroupLabels|CommonLabels|CommonAnnotations|GroupKey|TruncatedAlerts|SortedPairs)\b/,
  },
  { name: 'Alertmanager', body: /\.Alerts(?:\.(?:Firing|Resolved))?(?=\s|\)|$)/ },
  {
    name: 'Vault Agent or Consul Template',
    body: /^\s*-?\s*(?:with|range)?\s*\(?\s*(?:secrets?|pkiCert|keyOrDefault|keyExists|key|ls|tree|services?|nodes?)\s+["`]/,
  },
  { name: 'Vault Agent or Consul Template', body: /\.Data\.(?:data\.)?\w/ },
  { name: 'Argo Workflows', body: /^\s*=?\s*(?:inputs|outputs|workflow|steps|tasks)(?:\.|\[)/ },
  { name: 'Argo Workflows', body: /^\s*=?\s*(?:item(?:\.\S+)?|pod\.name|retries|lastRetry\.\S+|node\.name)\s*$/ },
  {
    name: 'Argo CD ApplicationSet',
    body: /^\s*(?:name|nameNormalized|server|cluster|path|branch|number|url|project|values|metadata|repository|organization)(?:[.[]\S*)?\s*$/,
    file: /^kind:\s*ApplicationSet\b/m,
  },
  { name: 'Argo Rollouts', body: /^\s*args\./ },
  {
    name: 'Airflow',
    body: /^\s*(?:ds(?:_nodash)?|ts(?:_nodash(?:_with_tz)?)?|(?:prev|next|yesterday|tomorrow)_ds(?:_nodash)?|data_interval_(?:start|end)|logical_date|execution_date|run_id|dag_run|task_instance|ti|dag|task|params|macros|var|conn)(?:\s*[.|[(]|\s*$)/,
  },
  { name: 'dbt', body: /^\s*(?:ref|source|config|env_var|var)\s*\(/ },
  { name: 'Mustache or Handlebars', body: /^[#^/>&{]/ },
  { name: 'Grafana', body: /^\s*[A-Za-z_]\w*\s*$/, before: /legendFormat/ },
  { name: 'Grafana', body: /^\s*[A-Za-z_]\w*\s*$/, file: /"legendFormat"\s*:/ },
  { name: 'Jinja', body: /\|\s*\w+\s*\(|'[^'\n]{2,}'|'[^'\n]*'\s*[,)]/ },
];

/** The tags of a template that are another language's, in order, with all that hangs on them. */
export function foreignTags(view: TemplateView): readonly ForeignTag[] {
  const known = memo.get(view);
  if (known) return known;
  // Looking for braces that are none of Helm's costs as much as reading the text; most texts have none.
  const tags = new Collector(view.file.text).run(view.parsed.main.root);
  memo.set(view, tags);
  return tags;
}

const memo = new WeakMap<TemplateView, readonly ForeignTag[]>();

class Collector {
  readonly #text: string;
  readonly #tags = new Map<number, ForeignTag>();
  /** Variables that foreign tags declare, by the group that they are of. */
  readonly #variables = new Map<string, number>();
  #groups = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(root: ListNode): readonly ForeignTag[] {
    this.#list(root, undefined);
    return [...this.#tags.values()].sort((a, b) => a.span.start - b.span.start);
  }

  #list({ nodes }: ListNode, inside: number | undefined): void {
    for (const node of nodes) this.#node(node, inside);
  }

  #node(node: Node, inside: number | undefined): void {
    switch (node.kind) {
      case 'action':
      case 'error':
      case 'break':
      case 'continue':
        this.#tag(node.span, inside);
        break;
      case 'if':
      case 'range':
      case 'with':
        this.#branch(node, inside);
        break;
      case 'template':
        if (node.list === null) this.#tag(node.span, inside);
        else this.#list(node.list, undefined);
        break;
      case 'define':
        this.#list(node.list, undefined);
        break;
      case 'list':
        this.#list(node, inside);
    }
  }

  #branch(node: BranchNode, inside: number | undefined): void {
    const group = this.#tag(node.head, inside);
    this.#list(node.list, group);
    if (node.elseTag && group !== undefined) this.#add(node.elseTag, undefined, group);
    if (node.elseList) this.#list(node.elseList, group);
    if (node.endTag && group !== undefined) this.#add(node.endTag, undefined, group);
  }

  /** The group of a tag that is not Helm's: by what it says, by the block it lies in, or by a variable that it uses. */
  #tag(span: Span, inside: number | undefined): number | undefined {
    const written = this.#text.slice(span.start, span.end);
    const language = languageOf(this.#text, span);
    const used = [...written.matchAll(/\$\w+/g)]
      .map(([name]) => this.#variables.get(name))
      .find((one) => one !== undefined);
    const isInside = inside !== undefined && !IS_HELM.test(written.replace(/^\{\{-?|-?\}\}$/g, ''));
    const group = isInside ? inside : (used ?? (language === undefined ? undefined : this.#groups++));
    if (group === undefined) return undefined;
    this.#add(span, language, group);
    for (const [, first = '', second = ''] of written.matchAll(/(\$\w+)(?:\s*,\s*(\$\w+))?\s*:=/g)) {
      this.#variables.set(first, group);
      if (second !== '') this.#variables.set(second, group);
    }
    return group;
  }

  #add(span: Span, language: string | undefined, group: number): void {
    // What is not closed yet has no end to put quotes behind.
    if (!this.#text.startsWith('}}', span.end - 2)) return;
    // A chained else is the head of its branch as well.
    const known = this.#tags.get(span.start);
    this.#tags.set(span.start, { span, language: language ?? known?.language, group: known?.group ?? group });
  }
}

/** The text as an action that prints it, once for each pass that templates make over it. */
export function asLiteral(text: string, passes = 1): string {
  let out = text;
  for (let i = 0; i < passes; i++) out = `{{ ${goString(out)} }}`;
  return out;
}

function goString(text: string): string {
  if (!/["\\]/.test(text) && !/[\r\n]/.test(text)) return `"${text}"`;
  // Go takes carriage returns out of a text in backquotes.
  return !text.includes('`') && !text.includes('\r') && canBackquote(text.replaceAll('\n', ''))
    ? `\`${text}\``
    : quoteGo(text);
}
