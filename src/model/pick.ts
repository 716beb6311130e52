/** The properties with these names, as far as they are set. */
export function pick<From extends object, Name extends keyof From>(
  from: From,
  names: readonly Name[],
): Partial<Pick<From, Name>> {
  const set = names.filter((name) => from[name] !== undefined);
  return Object.fromEntries(set.map((name) => [name, from[name]])) as Partial<Pick<From, Name>>;
}

/** A copy without the properties with these names. */
export function omit<From extends object, Name extends keyof From>(
  from: From,
  names: readonly Name[],
): Omit<From, Name> {
  const omitted: ReadonlySet<unknown> = new Set(names);
  return Object.fromEntries(Object.entries(from).filter(([name]) => !omitted.has(name))) as Omit<From, Name>;
}
