/** Letters that are written from right to left. Source: Unicode, DerivedBidiClass, the ranges of R and AL. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * A name that keeps what follows it in its place: without the marks (FSI and PDI), a number or a sign after a right-to-left
 * name is drawn on its other side. Other names stay as they are. `oneLine` takes the marks out, so this comes last.
 */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
