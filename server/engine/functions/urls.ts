// urlParse and urlJoin: URLs to maps and back, and getHostByName, which asks nobody.

import { GoError } from '../values/errors.ts';
import { type GoMap, isNothing, kindOf, mapOf, type Value } from '../values/value.ts';
import { group } from './define.ts';
import { hostname, joinUrl, parseUrl, type Url } from './urls-parse.ts';

export const urlFunctions = group('urls', [
  {
    name: 'urlParse',
    params: ['url:string'],
    result: 'map[string]interface {}',
    doc: 'Splits a URL into a map with `scheme`, `host`, `hostname`, `path`, `query`, `opaque`, `fragment` and `userinfo`, each empty when absent. A text that is no URL is an error.',
    examples: [
      {
        template: '{{ (urlParse "https://me:pw@db.example.com:8443/a%20b?x=1#top").hostname }}',
        output: 'db.example.com',
      },
      { template: '{{ get (urlParse "https://db.example.com/a%20b?x=1") "path" }}', output: '/a b' },
    ],
    call: ([text], call) => {
      try {
        // Helm releases with semver 3.5 are those built by Go 1.26, whose net/url is stricter about hosts.
        return mapOfUrl(parseUrl(text as string, call.profile.semverQuotes));
      } catch (error) {
        if (error instanceof GoError && error.message.startsWith('parse ')) {
          throw new GoError(`unable to parse url: ${error.message}`);
        }
        throw error;
      }
    },
  },
  {
    name: 'urlJoin',
    params: ['parts:map[string]interface {}'],
    result: 'string',
    doc: 'Puts a URL together from a map with the keys `scheme`, `userinfo`, `host`, `path`, `query`, `opaque` and `fragment`; all are optional and must be strings. The path is escaped.',
    examples: [
      {
        template: '{{ urlJoin (dict "scheme" "https" "host" "example.com:8080" "path" "/a b" "query" "x=1") }}',
        output: 'https://example.com:8080/a%20b?x=1',
      },
    ],
    call: ([parts], call) => joinUrl(urlOfMap(parts as GoMap, call.profile.semverQuotes)),
  },
  {
    name: 'getHostByName',
    params: ['name:string'],
    result: 'string',
    doc: 'Would look a host name up. Helm gives the empty string unless it runs with `--enable-dns`; here no name is ever looked up.',
    examples: [{ template: '{{ getHostByName "example.com" }}', output: '' }],
    call: () => '',
  },
]);

function mapOfUrl(url: Url): GoMap {
  const { scheme, host, path, query, opaque, fragment } = url;
  return mapOf({
    scheme,
    host,
    hostname: hostname(host),
    path,
    query,
    opaque,
    fragment,
    userinfo: url.userinfo ?? '',
  });
}

function urlOfMap(parts: GoMap, strictHosts: boolean): Url {
  const text = (key: string) => textOr(parts.get(key), key);
  const url = {
    scheme: text('scheme'),
    host: text('host'),
    path: text('path'),
    query: text('query'),
    opaque: text('opaque'),
    fragment: text('fragment'),
  };
  const userinfo = text('userinfo');
  return { ...url, userinfo: userinfo === '' ? undefined : normalUserinfo(userinfo, strictHosts) };
}

function textOr(value: Value | undefined, key: string): string {
  if (value === undefined) return '';
  if (isNothing(value)) throw new GoError('runtime error: invalid memory address or nil pointer dereference');
  if (typeof value === 'string') return value;
  const kind = kindOf(value);
  throw new GoError(`unable to parse ${key} key, must be of type string, but ${kind} found`);
}

/** Read as part of a URL of its own, as sprig does: what is not userinfo there is lost. */
function normalUserinfo(text: string, strictHosts: boolean): string | undefined {
  try {
    return parseUrl(`proto://${text}@host`, strictHosts).userinfo;
  } catch (error) {
    if (error instanceof GoError && error.message.startsWith('parse ')) {
      throw new GoError(`unable to parse userinfo in dict: ${error.message}`);
    }
    throw error;
  }
}
