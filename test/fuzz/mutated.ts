import type { Random } from '../faults/random.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Values that programs trip over. */
const oddities: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  '0',
  '-1',
  'NaN',
  '\0',
  '\uD800',
  '\u202E',
  '[2Jx'.replace('[', '\u001B['),
  '<img src=x onerror=alert(1)>',
  '[x](command:affinity.signOut)',
  'x'.repeat(5_000),
  '2025-13-45T99:99:99Z',
  '9999-12-31T23:59:59Z',
  [],
  {},
  [[]],
  [null],
  { id: 1 },
  { __proto__: null, constructor: 'x' },
  '__proto__',
];

/** A copy with one to three places changed: another value, a key more or less, a list that is longer or empty. */
export function mutated(value: unknown, random: Random): unknown {
  let copy: unknown = structuredClone(value);
  for (let times = 1 + random.below(3); times > 0; times -= 1) copy = changed(copy, random);
  return copy;
}

/** A text that is cut, has something put into it, or has lost something. */
export function mutatedText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = at + random.below(20);
  const odd = random.pick(['', '\0', '"', '{', ']', '\\', '\uFEFF', '1e999', 'null', ',', '\u2028']);
  return random.pick([() => text.slice(0, at), () => text.slice(0, at) + odd + text.slice(to)])();
}

function changed(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return random.pick(oddities);
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (entries.length === 0) return random.pick(oddities);
  const [key, inner] = random.pick(entries);
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list.map((item, index) => (String(index) === key ? changed(item, random) : item));
  }
  const rest = entries.filter(([name]) => name !== key);
  const odd = random.pick(['__proto__', 'constructor', 'extra', 'kind', 'toString']);
  return random.pick([
    () => Object.fromEntries([...rest, [key, changed(inner, random)]]),
    () => Object.fromEntries([...rest, [key, changed(inner, random)]]),
    () => Object.fromEntries(rest),
    () => Object.fromEntries([...entries, [odd, random.pick(oddities)]]),
  ])();
}
