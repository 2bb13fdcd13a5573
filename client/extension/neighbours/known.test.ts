// Who doubles what of ours, as the notification says it.

import { expect, test } from 'vitest';
import { type Installed, neighboursAmong, sentence } from './known.ts';

const KUBERNETES: Installed = {
  id: 'ms-kubernetes-tools.vscode-kubernetes-tools',
  manifest: { displayName: 'Kubernetes', contributes: { languages: [{ id: 'helm' }] } },
};
const HELM_LS: Installed = { id: 'Helm-LS.helm-ls', manifest: { displayName: '%name%' } };
const YAML: Installed = {
  id: 'redhat.vscode-yaml',
  manifest: { displayName: 'YAML', contributes: { languages: [{ id: 'yaml' }], grammars: [{ language: 'yaml' }] } },
};
const COLOURS: Installed = {
  id: 'some.colours',
  manifest: { contributes: { languages: [{ id: 'helm' }], grammars: [{ language: 'helm' }] } },
};

test('extensions that answer for templates, known ones and those that say so', () => {
  expect(neighboursAmong([YAML, KUBERNETES, HELM_LS, COLOURS])).toEqual([
    { id: KUBERNETES.id, name: 'Kubernetes', doubled: 'hover, completion and outline' },
    { id: HELM_LS.id, name: HELM_LS.id, doubled: 'hover, completion, definitions and problems' },
    { id: COLOURS.id, name: COLOURS.id, doubled: 'answers' },
  ]);
});

test('one sentence for one and for several', () => {
  expect(sentence(neighboursAmong([KUBERNETES]))).toMatchInlineSnapshot(
    `"Kubernetes also answers in Helm templates: hover, completion and outline come twice. To have them once, disable Kubernetes for this workspace in the Extensions view."`,
  );
  expect(sentence(neighboursAmong([KUBERNETES, HELM_LS, COLOURS]))).toMatchInlineSnapshot(
    `"Kubernetes (hover, completion and outline), Helm-LS.helm-ls (hover, completion, definitions and problems) and some.colours (answers) also answer in Helm templates, so answers come twice. To have them once, disable an extension for this workspace in the Extensions view."`,
  );
});
