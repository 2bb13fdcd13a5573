// The bounds of a HorizontalPodAutoscaler.

import { givenField, numberOf } from '../validate-read.ts';
import type { Check } from './check.ts';

const HPA = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
`;

export const autoscaler: Check = {
  code: 'manifest-autoscaler',
  severity: 'error',
  title: 'An autoscaler whose minimum is above its maximum',
  why: '`maxReplicas` must be at least 1, and at least `minReplicas`.',
  bad: `${HPA}  minReplicas: 5\n  maxReplicas: 3\n`,
  good: `${HPA}  minReplicas: 3\n  maxReplicas: 5\n`,
  check: ({ gvk, spec }, tell) => {
    if (gvk.group !== 'autoscaling' || gvk.kind !== 'HorizontalPodAutoscaler') return;
    const most = numberOf(spec, 'maxReplicas');
    const least = numberOf(spec, 'minReplicas');
    const at = givenField(spec, 'maxReplicas');
    if (most === undefined || at === undefined) return;
    const path = ['spec', 'maxReplicas'];
    if (most < 1) tell({ path, at, message: `must be greater than or equal to 1, found ${most}` });
    else if (least !== undefined && most < least)
      tell({ path, at, message: `must be greater than or equal to minReplicas, ${most} is less than ${least}` });
  },
};
