// A field's place as people write it: `Deployment.spec.template.spec.containers[].name`.

export function pathText(kind: string | undefined, path: readonly (string | number)[]): string {
  let out = kind ?? '';
  for (const step of path) {
    if (typeof step === 'number' || step === '-') out += '[]';
    else if (/^[\w-]+$/.test(step)) out += out === '' ? step : `.${step}`;
    else out += `["${step}"]`;
  }
  return out;
}
