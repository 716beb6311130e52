import * as fc from 'fast-check';

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 2048;
const LAST_CODE_POINT = 0x10ffff;

/** Every code point but the surrogates. `unit: 'binary'` has the same, and takes a second to list them all. */
const codePoint = fc
  .nat({ max: LAST_CODE_POINT - SURROGATES })
  .map((at) => String.fromCodePoint(at < FIRST_SURROGATE ? at : at + SURROGATES), placeOf);

/** A text of any code points. */
export function anyText(constraints: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: codePoint });
}

function placeOf(value: unknown): number {
  const code = typeof value === 'string' ? (value.codePointAt(0) ?? 0) : Number.NaN;
  if (value !== String.fromCodePoint(code)) throw new TypeError('It is not one code point.');
  return code < FIRST_SURROGATE ? code : code - SURROGATES;
}
