/** float32 → float16 (IEEE 754 binary16), to the nearest, ties to even. The library that the readers use is far too slow for a model. */

/** The bits of each value; beyond 65504 it becomes infinite, as everywhere. */
export function halvesOf(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let at = 0; at < halves.length; at++) halves[at] = half(bits[at]!);
  return halves;
}

/** The value that the bits of a float16 stand for. */
export function widenHalf(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return mantissa === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1024 + mantissa) * 2 ** (exponent - 25);
}

function half(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    /* Below 2^−14 a float16 counts in steps of 2^−24. */
    if (magnitude < 0x33000000) return sign;
    const exponent = magnitude >>> 23;
    const mantissa = (magnitude & 0x7fffff) | 0x800000;
    return sign | shifted(mantissa, 126 - exponent);
  }
  return sign | shifted(magnitude - 0x38000000, 13);
}

/** `value >> places`, to the nearest, ties to even. */
function shifted(value: number, places: number): number {
  const kept = value >>> places;
  const lost = value & (2 ** places - 1);
  const middle = 2 ** (places - 1);
  return lost > middle || (lost === middle && (kept & 1) === 1) ? kept + 1 : kept;
}
