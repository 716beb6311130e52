import { parseSync } from 'vite';

/** A node of an ESTree. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** A node with the nodes around it, innermost last. */
export interface Visited {
  readonly node: SyntaxNode;
  readonly around: readonly SyntaxNode[];
}

/** Returns every node of a TypeScript source, outer nodes first. */
export function syntaxNodes(file: string, code: string): readonly Visited[] {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${String(errors[0]?.message)}`);
  return [...visit(program, [])];
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Returns the node in a property, or undefined. */
export function child(node: SyntaxNode | undefined, property: string): SyntaxNode | undefined {
  const value = node?.[property];
  return isNode(value) ? value : undefined;
}

/** Returns the nodes of a property that contains a list. */
export function children(node: SyntaxNode | undefined, property: string): readonly SyntaxNode[] {
  const value = node?.[property];
  return Array.isArray(value) ? value.filter((one) => isNode(one)) : [];
}

function* visit(value: unknown, around: readonly SyntaxNode[]): Generator<Visited> {
  if (Array.isArray(value)) {
    for (const one of value) yield* visit(one, around);
  } else if (isNode(value)) {
    yield { node: value, around };
    const inside = [...around, value];
    for (const property of Object.values(value)) {
      if (typeof property === 'object') yield* visit(property, inside);
    }
  }
}
