// What is to be said of charts that are seen in charts/ and lie elsewhere: that they do, and whether Helm would take them.

import { parseConstraint, parseVersion, satisfies } from '#engine/functions/semver-core.ts';
import { GoError } from '#engine/values/errors.ts';
import { quoteGo } from '#engine/values/quote.ts';
import { chartIndex } from '../workspace/chart-index.ts';
import { type Mount, mountsOf } from '../workspace/mounts.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { baseNameOf } from '../workspace/uri.ts';
import type { RuleFinding } from './rule.ts';

/** On the name of each; Helm asks for those of the root chart only, so others are told when Helm would refuse them. */
export function mountedFindings(snapshot: Snapshot, root: string): RuleFinding[] {
  return mountsOf(snapshot, root).flatMap((mount): RuleFinding[] => {
    const { name, file, node, repository } = mount.declared;
    const place = { uri: file.uri, span: { start: node.start, end: node.end } };
    const refusal = mount.isPacked ? undefined : refusalOf(snapshot, mount);
    const where = mount.isPacked ? `Helm's cache (${baseNameOf(mount.source)})` : repository.slice('file://'.length);
    if (refusal !== undefined) {
      const message = `'${name}' is not in charts/; it is shown as in ${where}, which helm dependency build refuses: ${refusal}`;
      return [{ ...place, message }];
    }
    if (mount.user !== root) return [];
    const message = `'${name}' is not in charts/; it is shown as in ${where}. For helm, run helm dependency build`;
    return [{ ...place, message, severity: 'information' }];
  });
}

/** Helm's words where the version of the chart does not fit what Chart.yaml asks for. */
function refusalOf(snapshot: Snapshot, { source, declared }: Mount): string | undefined {
  const { name, repository, version } = declared;
  const own = chartIndex(snapshot).get(source)?.version ?? '';
  try {
    const constraint = parseConstraint(version);
    const parsed = versionOf(own);
    if (parsed === undefined) return `${own} is not a valid version`;
    if (satisfies(constraint, parsed)) return undefined;
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return `dependency ${quoteGo(name)} has an invalid version/constraint format: ${error.message}`;
  }
  const asked = `${quoteGo(name)} (repository ${quoteGo(repository)}, version ${quoteGo(version)})`;
  return `can't get a valid version for 1 subchart(s): ${asked}. Make sure a matching chart version exists in the repo, or change the version constraint in Chart.yaml`;
}

function versionOf(text: string): ReturnType<typeof parseVersion> | undefined {
  try {
    return parseVersion(text);
  } catch (error) {
    if (error instanceof GoError) return undefined;
    throw error;
  }
}
