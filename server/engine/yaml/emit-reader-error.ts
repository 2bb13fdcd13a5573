// Why the YAML reader refuses a JSON text: the message of mustToYaml, found only after toYaml has failed.

const NEL = '\u0085';
const REFUSED = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** The reader's message. Lines begin at U+0085, the one line break that JSON leaves as it is. */
export function readerError(json: string): string {
  if (REFUSED.test(json)) return 'yaml: control characters are not allowed';
  let line = 0;
  const mapLines: number[] = [];
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (char === '{' || char === '[') mapLines.push(line);
    else if (char === '}' || char === ']') mapLines.pop();
    else if (char === '"') {
      const end = stringEnd(json, i);
      const inside = json.slice(i, end);
      const mark = inside.search(/\u0085(?:---|\.\.\.)[ \u0085]/);
      if (mark >= 0) return at(line + linesIn(inside.slice(0, mark + 1)) + 1, 'found unexpected document indicator');
      line += linesIn(inside);
      const isKey = json[end] === ':';
      if (isKey && (inside.includes(NEL) || [...inside].length > 1024)) {
        return at(line || (mapLines.at(-1) ?? 0), "did not find expected ',' or '}'");
      }
      i = end - 1;
    }
  }
  return 'yaml: exceeded max depth of 10000';
}

function at(line: number, message: string): string {
  return line === 0 ? `yaml: ${message}` : `yaml: line ${line}: ${message}`;
}

function linesIn(text: string): number {
  return text.split(NEL).length - 1;
}

/** The offset after the closing quote of the string that starts at i. */
function stringEnd(json: string, i: number): number {
  let end = i + 1;
  while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end + 1;
}
