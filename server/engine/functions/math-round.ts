// sprig's round, with the powers of ten of Go's math.Pow: their last bit decides which way some numbers go.

/** `x` at `places` decimal places; a fraction of at least `roundOn` goes up, any other down. */
export function roundAt(x: number, places: bigint, roundOn: number): number {
  const power = powerOfTen(places);
  const digit = power * x;
  const fraction = digit - Math.trunc(digit);
  return (fraction >= roundOn ? Math.ceil(digit) : Math.floor(digit)) / power;
}

/** math.Pow(10, n): repeated squaring of 10 = 0.625 * 2^4, the powers of two kept apart. */
function powerOfTen(n: bigint): number {
  const wanted = Number(n);
  if (wanted === 0) return 1;
  if (wanted === 1) return 10;
  // Beyond this Go stops early as well: every result is infinite or 0.
  if (Math.abs(wanted) > 4096) return wanted > 0 ? Infinity : 0;
  let factor = 1;
  let exponent = 0;
  let square = 0.625;
  let squareExponent = 4;
  for (let rest = Math.abs(wanted); rest !== 0; rest >>= 1) {
    if (rest % 2 === 1) {
      factor *= square;
      exponent += squareExponent;
    }
    square *= square;
    squareExponent *= 2;
    if (square < 0.5) {
      square += square;
      squareExponent--;
    }
  }
  return wanted < 0 ? timesPowerOfTwo(1 / factor, -exponent) : timesPowerOfTwo(factor, exponent);
}

/** math.Ldexp: x * 2^exponent, rounded once. */
function timesPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1000) return x * 2 ** 1000 * 2 ** (exponent - 1000);
  if (exponent < -1000) return x * 2 ** -1000 * 2 ** (exponent + 1000);
  return x * 2 ** exponent;
}
