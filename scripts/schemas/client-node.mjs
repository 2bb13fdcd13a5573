// One version of Kubernetes as client-node has it: names, types, formats, required flags and descriptions of all fields.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDeclaration } from './declarations.mjs';
import { packageFolder } from './packages.mjs';

/**
 * @typedef {{ name: string, type: string, format: string, isRequired: boolean, description: string | undefined }} Field
 * @typedef {{ name: string, description: string | undefined, fields: Field[] }} ClientType
 */

/**
 * The types of one release, by the names that client-node gives them (`V1Container`, `CoreV1Event`).
 * @returns {ClientType[]}
 */
export function readClientTypes({ folder, models }) {
  const at = join(packageFolder(folder), models);
  return typeNames(at).map((file) => readClientType(at, file));
}

/** What the index lists: the folder also holds types of earlier releases. */
function typeNames(folder) {
  const index = folder.endsWith('models') ? 'all.d.ts' : 'models.d.ts';
  const text = readFileSync(join(folder, index), 'utf8');
  const all = [...text.matchAll(/^export \* from '\.[^']*\/(\w+?)(?:\.js)?';/gm)].map(([, name]) => name);
  return all.filter((name) => /^(?:\w*V\d\w+|VersionInfo)$/i.test(name)).sort();
}

function readClientType(folder, file) {
  const declaration = readDeclaration(join(folder, `${file}.d.ts`));
  const map = attributes(readFileSync(join(folder, `${file}.js`), 'utf8'));
  const declared = new Map((declaration.properties ?? []).map((property) => [property.name, property]));
  const fields = map.map(({ name, baseName, type, format }) => {
    const { isOptional = true, description } = declared.get(name) ?? {};
    return { name: baseName, type, format: format ?? '', isRequired: !isOptional, description };
  });
  const { description } = declaration;
  // A type without a comment of its own has the file's, which says that it is generated.
  return {
    name: declaration.name,
    description: /NOTE: This class is auto/.test(description ?? '') ? undefined : description,
    fields,
  };
}

/** `attributeTypeMap` is JSON. */
function attributes(text) {
  const [, json] = /attributeTypeMap = (\[[\s\S]*?\n\]|\[\]);/.exec(text) ?? [];
  if (json === undefined) throw new Error('a type of client-node has no attributeTypeMap');
  return JSON.parse(json);
}

/**
 * The groups of a release, each with the types that its requests name.
 * @returns {{ group: string, version: string, types: string[] }[]}
 */
export function readClientGroups({ folder, models }) {
  const at = join(packageFolder(folder), models, '..', models.endsWith('models') ? 'apis' : 'api');
  return readdirSync(at).flatMap((file) => {
    if (!/V\d\w*Api\.js$/.test(file)) return [];
    const [, group = '', version] =
      /'\/apis?\/(?:([\w.-]+)\/)?(v\d\w*)\/'/.exec(readFileSync(join(at, file), 'utf8')) ?? [];
    const text = readFileSync(join(at, file.replace(/\.js$/, '.d.ts')), 'utf8');
    const types = [...text.matchAll(/^import \{ (\w*V\d\w+) \} from/gm)].map(([, name]) => name);
    return version === undefined ? [] : [{ group, version, types }];
  });
}
