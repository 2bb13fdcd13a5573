// Capacities of Go slices: what lies between a slice's length and its capacity can be reached by `slice`.
//
// `slice .Values.three 0 4` on a list of three gives four elements in Helm, the last of them nil, since Go's append had
// room for four; on a list of two it is an error. So it matters how a list was made: by append, as decoders of YAML and
// JSON do it, or with its exact length.

import type { Origin } from '../text/origin.ts';
import { GoSlice, nilSlice, type Value } from '../values/value.ts';

/** A slice whose capacity is known. Any other GoSlice counts as appended to one by one, or, of strings, as made exactly. */
class SizedSlice extends GoSlice {
  /** Of the whole array, from its first element on. */
  readonly arrayCapacity: number;

  constructor(array: Value[], elem: string, start: number, length: number, arrayCapacity: number) {
    super(array, elem, start, length);
    this.arrayCapacity = arrayCapacity;
  }

  override slice(from: number, to: number): GoSlice {
    const part = new SizedSlice(this.array, this.elem, this.start + from, to - from, this.arrayCapacity);
    part.slots = this.slots;
    return part;
  }
}

type Origins = (Origin | undefined)[] | undefined;

/** A fresh slice with room for exactly these elements, or for `capacity`. */
export function sizedSlice(items: Value[], origins?: Origins, elem = 'interface {}', capacity = items.length): GoSlice {
  const slice = new SizedSlice(items, elem, 0, items.length, capacity);
  if (origins?.some((origin) => origin !== undefined)) slice.slots = origins;
  return slice;
}

/** A fresh slice that append made one by one, with room for `room` elements to begin with. */
export function grownSlice(items: Value[], origins?: Origins, elem = 'interface {}', room = 0): GoSlice {
  return sizedSlice(items, origins, elem, grownCapacity(items.length, elem, room));
}

/** How many elements, from the slice's first on, its array has room for. */
export function capacityOf(list: GoSlice): number {
  if (list.nil) return 0;
  if (list instanceof SizedSlice) return list.arrayCapacity - list.start;
  const whole = list.elem === 'interface {}' ? grownCapacity(list.array.length, list.elem) : list.array.length;
  return whole - list.start;
}

/** `list[from:to]` for a `to` within the capacity. Beyond the array's end there are zeros, then in an array of their own. */
export function resliced(list: GoSlice, from: number, to: number): GoSlice {
  if (list.start + to <= list.array.length) return list.slice(from, to);
  const items = list.array.slice(list.start + from);
  const origins = list.slots?.slice(list.start + from);
  while (items.length < to - from) items.push(zeroOf(list.elem));
  return sizedSlice(items, origins, list.elem, capacityOf(list) - from);
}

/** The capacity after append grew a full slice of `capacity` elements to hold `length`. */
export function appendedCapacity(capacity: number, length: number, elem = 'interface {}'): number {
  const size = sizeOf(elem);
  return Math.floor(roundUp(nextCapacity(capacity, length) * size, elem === 'int') / size);
}

function grownCapacity(length: number, elem: string, room = 0): number {
  let capacity = room;
  while (capacity < length) capacity = appendedCapacity(capacity, capacity + 1, elem);
  return capacity;
}

/** Doubles small slices, grows large ones by a quarter and a bit. */
function nextCapacity(capacity: number, length: number): number {
  if (length > 2 * capacity) return length;
  if (capacity < 256) return 2 * capacity;
  let next = capacity;
  do next += Math.floor((next + 3 * 256) / 4);
  while (next < length);
  return next;
}

/** Sizes of Go's memory blocks, from runtime/sizeclasses.go. */
const BLOCKS = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480,
  512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864,
  5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760,
  24576, 27264, 28672, 32768,
];
const PAGE = 8192;
const HEADER = 8;

/** The bytes that an allocation of `size` gets; blocks above 512 bytes that hold pointers spend a header. */
function roundUp(size: number, withoutPointers: boolean): number {
  if (size > 32768 - HEADER) return Math.ceil(size / PAGE) * PAGE;
  const header = withoutPointers || size <= 512 ? 0 : HEADER;
  return (BLOCKS.find((block) => block >= size + header) as number) - header;
}

/** Bytes of an element: an interface or a string takes two words, an int one, a slice three. */
function sizeOf(elem: string): number {
  if (elem === 'int') return 8;
  return elem.startsWith('[]') ? 24 : 16;
}

function zeroOf(elem: string): Value {
  if (elem === 'string') return '';
  if (elem === 'int') return 0n;
  return elem.startsWith('[]') ? nilSlice(elem.slice(2)) : null;
}
