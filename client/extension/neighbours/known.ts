// Which other extensions answer for Helm templates as well, and the one sentence that says what is doubled.

/** What is read of another extension. */
export interface Installed {
  /** `publisher.name` */
  readonly id: string;
  readonly manifest: {
    readonly displayName?: string;
    readonly contributes?: {
      readonly languages?: readonly { readonly id?: string }[];
      readonly grammars?: readonly { readonly language?: string }[];
    };
  };
}

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  /** What both tell, in words of the user interface. */
  readonly doubled: string;
}

/** What those do that many people have, by id in small letters; their manifests do not say it. */
const KNOWN: Readonly<Record<string, string>> = {
  'ms-kubernetes-tools.vscode-kubernetes-tools': 'hover, completion and outline',
  'helm-ls.helm-ls': 'hover, completion, definitions and problems',
  'tim-koehler.helm-intellisense': 'completion and problems',
};

export function neighboursAmong(installed: readonly Installed[]): Neighbour[] {
  return installed.flatMap(({ id, manifest }) => {
    const doubled = KNOWN[id.toLowerCase()] ?? contributed(manifest);
    // A name that VS Code translates is a key in percent signs.
    const { displayName } = manifest;
    const name = displayName === undefined || displayName.startsWith('%') ? id : displayName;
    return doubled === undefined ? [] : [{ id, name, doubled }];
  });
}

/** An extension that we do not know: what its manifest says. */
function contributed({ contributes }: Installed['manifest']): string | undefined {
  const isHelm =
    contributes?.grammars?.some(({ language }) => language === 'helm') ||
    contributes?.languages?.some(({ id }) => id === 'helm');
  return isHelm ? 'answers' : undefined;
}

/** For a notification: who doubles what, and how to have it once. */
export function sentence(neighbours: readonly Neighbour[]): string {
  const [first] = neighbours;
  if (neighbours.length === 1 && first !== undefined)
    return `${first.name} also answers in Helm templates: ${first.doubled} come twice. To have them once, disable ${first.name} for this workspace in the Extensions view.`;
  const who = list(neighbours.map(({ name, doubled }) => `${name} (${doubled})`));
  return `${who} also answer in Helm templates, so answers come twice. To have them once, disable an extension for this workspace in the Extensions view.`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
