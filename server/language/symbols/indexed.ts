// A chain of names that Go cannot read, with `index` for those that are no names.

const NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** `(index (index .a "b-c").d "e-f" "g-h").i` for `.a.b-c.d.e-f.g-h.i`. */
export function indexed(chain: string): string {
  const [head = '', ...names] = chain.split('.');
  let out = head;
  let keys: string[] = [];
  const close = () => {
    if (keys.length > 0) out = `(index ${out || '.'} ${keys.map((key) => JSON.stringify(key)).join(' ')})`;
    keys = [];
  };
  for (const name of names) {
    if (!NAME.test(name)) keys.push(name);
    else {
      close();
      out += `.${name}`;
    }
  }
  close();
  return out;
}
