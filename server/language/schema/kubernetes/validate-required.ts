// What Kubernetes' schemas call required and the API server takes without: it fills it in, or zero is fine with it.

/**
 * The last key before the field (the kind at the root), and the field. From pkg/apis/…/validation and defaults.go:
 * what is not here is refused as `Required value`, or because zero is no valid value.
 */
const TAKEN_WITHOUT: ReadonlySet<string> = new Set([
  // Filled in by defaults.
  'roleRef apiGroup',
  // A struct that may be empty, or a list that may be.
  'CSIDriver spec',
  'CSINode spec',
  'ClusterRole rules',
  'DeviceClass spec',
  'EndpointSlice endpoints',
  'ResourceClaim spec',
  'ResourceClaimTemplate spec',
  'PriorityClass value',
  'Role rules',
  'podFailurePolicy rules',
  'preferredDuringSchedulingIgnoredDuringExecution preference',
  'spec drivers',
  'spec limits',
  'spec podSelector',
  'spec spec',
  // Zero, false and the empty text are values like others.
  'ControllerRevision revision',
  'httpHeaders value',
  'iscsi lun',
  'pool generation',
  'scaleIO secretRef',
  'sleep seconds',
  'spec serviceName',
  'sysctls value',
  'tokenRequests audience',
  'versions served',
  'versions storage',
]);

/** Quantities of devices are zero when they are not given. */
const DEVICES: ReadonlySet<string> = new Set(['ResourceSlice']);

/** Events and reviews are written by programs, each with rules of its own. */
const BY_PROGRAMS = /^(?:Event|Binding|TokenRequest|.*Review)$/;

/** Whether the API server takes an object without the field. `path` leads to the table that lacks it. */
export function isTakenWithout(kind: string, path: readonly (string | number)[], name: string): boolean {
  if (BY_PROGRAMS.test(kind) || DEVICES.has(kind)) return true;
  const last = path.findLast((step) => typeof step === 'string') ?? kind;
  return TAKEN_WITHOUT.has(`${last} ${name}`);
}
