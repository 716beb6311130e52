/** The openings of a session in which no note is read. */
export const noOpenings = {
  of: () => '',
  learn: () => undefined,
  onDidChange: () => ({ dispose: () => undefined }),
};
