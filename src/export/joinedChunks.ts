/** Writing many short texts one by one takes longer than making them. */
const CHUNK_LENGTH = 65_536;

/** Joins short texts to chunks of at least 64 K characters. A text is made when its chunk is asked for. */
export function* joinedChunks(texts: Iterable<string>): Generator<string, void> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
