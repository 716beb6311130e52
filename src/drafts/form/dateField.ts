import { readWhen } from '../../dates/readWhen.ts';
import type { WhenReading } from '../../dates/when.ts';
import type { Draft } from '../model/draft.ts';

/** The date of a form: reads what is typed, and never shows an older reading after a newer text. */
export class DateField {
  #reading: WhenReading | undefined;
  #pending: Promise<void> = Promise.resolve();
  #latest = 0;
  readonly #dayFirst: boolean;
  readonly #onChange: () => void;

  constructor(dayFirst: boolean, onChange: () => void) {
    this.#dayFirst = dayFirst;
    this.#onChange = onChange;
  }

  /** Undefined until the text has been read for the first time. */
  get reading(): WhenReading | undefined {
    return this.#reading;
  }

  read(date: Draft['date']): void {
    this.#latest += 1;
    this.#pending = this.#read(date, this.#latest);
  }

  /** Of the text that was given last. */
  async settled(): Promise<WhenReading> {
    await this.#pending;
    return this.#reading ?? { kind: 'problem', code: 'date-missing' };
  }

  async #read({ text, typedAt, zone }: Draft['date'], turn: number): Promise<void> {
    const reading = await readWhen(text, { now: new Date(typedAt), zone, dayFirst: this.#dayFirst });
    if (turn !== this.#latest) return;
    this.#reading = reading;
    this.#onChange();
  }
}
