// What containers ask for: resources by names that exist, no more than their limits, and as much where nothing is shared.

import type { YamlNode } from '#engine/yaml/read-tree.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../quantity.ts';
import { fieldsOf, givenField, givenValue, isNothing, nameOf, scalarValue } from '../validate-read.ts';
import type { Check, Tell } from './check.ts';
import { containerPath, type Path } from './manifest.ts';
import { POD } from './samples.ts';
import { qualifiedNameProblem } from './syntax.ts';

export const resources: Check = {
  code: 'manifest-resources',
  severity: 'error',
  title: 'Requests and limits that do not go together',
  why: `A request may not be above its limit. Extended resources (\`nvidia.com/gpu\`) and huge pages are not shared: whoever
requests them sets a limit of the same amount, in whole numbers. Huge pages come with cpu or memory. Names without a domain
are \`cpu\`, \`memory\`, \`ephemeral-storage\` and \`hugepages-…\`, in lower case.`,
  bad: `${POD}      resources:
        requests:
          cpu: 500m
        limits:
          cpu: 0.25
`,
  good: `${POD}      resources:
        requests:
          cpu: 250m
        limits:
          cpu: 0.5
`,
  check: ({ pod }, tell) => {
    for (const container of pod?.containers ?? []) {
      const node = givenValue(container.node, 'resources');
      if (node !== undefined)
        checkResources(node, () => [...containerPath(pod as NonNullable<typeof pod>, container), 'resources'], tell);
    }
  },
};

interface Amount {
  readonly key: YamlNode;
  readonly value: YamlNode;
  readonly text: string;
  readonly quantity: Quantity;
}

const ZERO: Quantity = { digits: 0n, scale: 0 };

function checkResources(node: YamlNode, path: () => Path, tell: Tell): void {
  const limits = amountsOf(node, 'limits');
  const requests = amountsOf(node, 'requests');
  for (const [list, amounts] of [['limits', limits] as const, ['requests', requests] as const]) {
    for (const [name, amount] of amounts) checkAmount(name, amount, () => [...path(), list, name], tell);
  }
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    const isShared = isNative(name) && !name.startsWith('hugepages-');
    const at = () => ({ path: [...path(), 'requests', name], at: request });
    if (limit === undefined) {
      // A limit that cannot be read is there, and told by the schema.
      if (!isShared && givenField(givenValue(node, 'limits'), name) === undefined)
        tell({ ...at(), isKey: true, message: 'limit must be set for non overcommitable resources' });
      continue;
    }
    const order = compareQuantities(request.quantity, limit.quantity);
    if (order !== 0 && !isShared) {
      tell({ ...at(), message: `${request.text} must be equal to ${name} limit of ${limit.text}` });
    } else if (order > 0) {
      tell({ ...at(), message: `${request.text} must be less than or equal to ${name} limit of ${limit.text}` });
    }
  }
  checkHugePages([...limits, ...requests], path, tell);
}

function checkHugePages(all: readonly (readonly [string, Amount])[], path: () => Path, tell: Tell): void {
  const huge = all.find(([name]) => name.startsWith('hugepages-'));
  if (huge === undefined || all.some(([name]) => name === 'cpu' || name === 'memory')) return;
  tell({ path: path(), at: huge[1], isKey: true, message: 'HugePages require cpu or memory' });
}

function checkAmount(name: string, amount: Amount, path: () => Path, tell: Tell): void {
  const problem = resourceNameProblem(name);
  if (problem !== undefined) {
    tell({ path: path(), at: amount, isKey: true, message: problem });
  } else if (compareQuantities(amount.quantity, ZERO) < 0) {
    tell({ path: path(), at: amount, message: `${amount.text} must be greater than or equal to 0` });
  } else if (!isNative(name) && !isWhole(amount.quantity)) {
    tell({ path: path(), at: amount, message: `${amount.text} must be an integer` });
  }
}

const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/;

function resourceNameProblem(name: string): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined) return problem;
  return name.includes('/') || STANDARD.test(name) ? undefined : 'must be a standard resource for containers';
}

/** Kubernetes' own resources: without a domain, or with one that holds `kubernetes.io/`. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function isWhole({ digits, scale }: Quantity): boolean {
  // The API server looks at thousandths.
  return scale >= 0 || ((digits * 1000n) / 10n ** BigInt(-scale)) % 1000n === 0n;
}

/** The resources of a list whose amounts can be read. */
function amountsOf(node: YamlNode, list: string): Map<string, Amount> {
  const out = new Map<string, Amount>();
  const table = givenValue(node, list);
  if (table?.kind !== 'map') return out;
  const fields = fieldsOf(table);
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [key, given] = [fields[i] as YamlNode, fields[i + 1] as YamlNode];
    const name = nameOf(key);
    const value = given.kind === 'alias' ? given.target : given;
    if (name === undefined || value?.kind !== 'scalar' || isNothing(value)) continue;
    const text = String(scalarValue(value));
    const quantity = parseQuantity(text);
    if (quantity !== undefined) out.set(name, { key, value: given, text: value.text, quantity });
  }
  return out;
}
