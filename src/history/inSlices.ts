/** The host is held up by no slice for longer than a frame of 16 ms, also when one step takes some. */
const SLICE_MS = 6;

/** Does the work for each item, and lets the host do other work in between. */
export async function inSlices<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let begin = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - begin < SLICE_MS) continue;
    await new Promise<void>((resume) => void setImmediate(resume));
    begin = performance.now();
  }
}
