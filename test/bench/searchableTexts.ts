import type { Interaction } from '../../src/affinity/index.ts';
import { Random } from '../../src/sandbox/fieldstone/random.ts';
import type { SearchEntry } from '../../src/search/searchEntry.ts';

const letters = [
  'ka',
  'lo',
  'mi',
  'ter',
  'san',
  've',
  'ron',
  'du',
  'pel',
  'is',
  'gra',
  'to',
  'an',
  'fe',
  'bri',
  'cu',
];
const vocabularySize = 30_000;
const wordsPerText = 30;

/** Words as often as in a language: the second half as often as the first, and so on. */
export class SearchableTexts {
  readonly words: readonly string[];
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
    const words = new Set<string>();
    while (words.size < vocabularySize) {
      const length = 1 + Math.floor(this.#random.next() * 4);
      words.add(
        Array.from({ length }, () => letters[Math.floor(this.#random.next() * letters.length)]).join(''),
      );
      if (words.size > 60_000) break;
    }
    this.words = [...words];
  }

  /** One of the vocabulary, common ones more often. */
  word(): string {
    const place = Math.floor(this.words.length ** this.#random.next()) - 1;
    return this.words[place] ?? '';
  }

  text(): string {
    return Array.from({ length: wordsPerText }, () => this.word()).join(' ');
  }

  entry(index: number): SearchEntry {
    const other = Math.floor(this.#random.next() * 2000);
    const name = `${this.words[other] ?? ''} ${this.words[other + 2000] ?? ''}`;
    return {
      type: ([0, 1, 2, 3] as const)[index % 4] ?? 0,
      id: 1000 + index,
      date: 1_800_000_000_000 - index * 3_600_000,
      records: [`company:${String(index % 50)}`],
      title: index % 4 === 2 ? '' : Array.from({ length: 4 }, () => this.word()).join(' '),
      people: `${name}, Ann Lee\n${name.replace(' ', '.')}@acme.example ann@firm.example`,
      text: this.text(),
    };
  }

  /** As the service would have it. */
  interaction({ type, id, date, title, people }: SearchEntry): Interaction {
    const [name = '', emails = ''] = people.split('\n');
    const [firstName, lastName] = name.split(/[ ,]/);
    const person = {
      id: 1 + (id % 2000),
      type: 0,
      firstName,
      lastName,
      emails: emails.split(' ').slice(0, 1),
    };
    const colleague = { id: 9, type: 1, firstName: 'Ann', lastName: 'Lee', emails: ['ann@firm.example'] };
    const persons = [person, colleague];
    return { id, type, date: new Date(date), title, persons, attendees: [], to: [], cc: [], noteIds: [id] };
  }
}
