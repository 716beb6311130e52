import path from 'node:path';
import type { Metafile } from 'esbuild';

/** A file that the editor or its page loads, and what makes up its bytes. */
export interface BundleContents {
  readonly name: string;
  readonly bytes: number;
  /** Bytes of our own files. */
  readonly own: number;
  /** Bytes of each library, the largest first. */
  readonly libraries: readonly (readonly [name: string, bytes: number])[];
}

/** The largest bundle first. */
export function bundleContents(metafiles: readonly Metafile[]): readonly BundleContents[] {
  const outputs = metafiles.flatMap(({ outputs }) => Object.entries(outputs));
  return outputs
    .map(([file, { bytes, inputs }]) => {
      const sizes = new Map<string, number>();
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const part = libraryOf(input) ?? '';
        sizes.set(part, (sizes.get(part) ?? 0) + bytesInOutput);
      }
      const own = sizes.get('') ?? 0;
      sizes.delete('');
      const libraries = [...sizes].toSorted(([, one], [, other]) => other - one);
      return { name: path.basename(file), bytes, own, libraries };
    })
    .toSorted((one, other) => other.bytes - one.bytes);
}

export function bundleTable(bundles: readonly BundleContents[]): string {
  const rows = bundles.map(({ name, bytes, own, libraries }) => {
    const named = libraries.slice(0, mostNamed).map(([library, size]) => `${library} ${kb(size)}`);
    const others = libraries.slice(mostNamed);
    const rest = others.reduce((sum, [, size]) => sum + size, 0);
    if (others.length > 0) named.push(`${String(others.length)} others ${kb(rest)}`);
    return `| ${name} | ${kb(bytes)} | ${kb(own)} | ${named.join(', ')} |`;
  });
  return ['| bundle, minified | KB | own code | libraries |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const mostNamed = 6;

/** The package that a file belongs to; of one inside another, the inner one. */
function libraryOf(file: string): string | undefined {
  const [, inside] = /^.*node_modules[\\/](.*)$/.exec(file) ?? [];
  const [scope = '', name = ''] = inside?.split(/[\\/]/) ?? [];
  if (inside === undefined) return undefined;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
