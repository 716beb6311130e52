/** Bytes of the pool at first; it doubles. */
const FIRST_POOL = 1 << 16;

/** Bytes of a block besides the place of the next one. */
const SMALLEST_BLOCK = 4;
const LARGEST_BLOCK = 256;

const POINTER = 4;

/**
 * For each word the numbers of the entries that have it. All lists share one pool of bytes, in blocks that grow with the
 * list, as differences of one or two bytes: 5 million places take 10 MB rather than 40.
 */
export class Postings {
  #bytes = new Uint8Array(FIRST_POOL);
  #used = 0;
  #first = new Int32Array(1024);
  #write = new Int32Array(1024);
  #end = new Int32Array(1024);
  #last = new Int32Array(1024);

  get byteLength(): number {
    return this.#bytes.byteLength + 4 * this.#first.byteLength;
  }

  /** Adds an entry to a word. Words are numbered from 0, and a new one follows the last. */
  add(word: number, entry: number): void {
    if (word >= this.#first.length) this.#growWords();
    if (this.#end[word] === 0) this.#begin(word);
    const difference = entry - (this.#last[word] ?? 0);
    this.#last[word] = entry;
    // The sign goes to the last bit, since a text can be added to an older entry.
    let rest = difference < 0 ? -difference * 2 - 1 : difference * 2;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#push(word, (rest & 0x7f) | 0x80);
    this.#push(word, rest);
  }

  /** Calls back with each entry of a word, in the order in which they were added. */
  each(word: number, visit: (entry: number) => void): void {
    let at = this.#first[word] ?? 0;
    if ((this.#end[word] ?? 0) === 0) return;
    const stop = this.#write[word] ?? 0;
    let size = SMALLEST_BLOCK;
    let end = at + size;
    let entry = 0;
    let [value, scale] = [0, 1];
    while (at !== stop) {
      if (at === end) {
        at = this.#pointer(end);
        size = Math.min(size * 2, LARGEST_BLOCK);
        end = at + size;
        continue;
      }
      const byte = this.#bytes[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte >= 0x80) continue;
      entry += value % 2 === 1 ? -(value + 1) / 2 : value / 2;
      visit(entry);
      [value, scale] = [0, 1];
    }
  }

  #begin(word: number): void {
    const block = this.#block(SMALLEST_BLOCK);
    this.#first[word] = block;
    this.#write[word] = block;
    this.#end[word] = block + SMALLEST_BLOCK;
  }

  #push(word: number, byte: number): void {
    let at = this.#write[word] ?? 0;
    const end = this.#end[word] ?? 0;
    if (at === end) {
      // The size of a block is written where the place of the next one will be.
      const size = Math.min(this.#pointer(end) * 2, LARGEST_BLOCK);
      at = this.#block(size);
      this.#setPointer(end, at);
      this.#end[word] = at + size;
    }
    this.#bytes[at] = byte;
    this.#write[word] = at + 1;
  }

  #block(size: number): number {
    const begin = this.#used;
    this.#used += size + POINTER;
    while (this.#used > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#setPointer(begin + size, size);
    return begin;
  }

  #pointer(at: number): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#bytes.subarray(at, at + POINTER);
    return a + b * 0x1_00 + c * 0x1_00_00 + d * 0x1_00_00_00;
  }

  #setPointer(at: number, value: number): void {
    for (let place = 0, rest = value; place < POINTER; place += 1, rest = Math.floor(rest / 0x1_00))
      this.#bytes[at + place] = rest & 0xff;
  }

  #growWords(): void {
    const length = this.#first.length * 2;
    const larger = (list: Int32Array): Int32Array<ArrayBuffer> => {
      const longer = new Int32Array(length);
      longer.set(list);
      return longer;
    };
    this.#first = larger(this.#first);
    this.#write = larger(this.#write);
    this.#end = larger(this.#end);
    this.#last = larger(this.#last);
  }
}
