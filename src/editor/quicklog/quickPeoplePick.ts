import { l10n, window } from 'vscode';
import type { QuickPick } from 'vscode';
import type { PersonService } from '../../affinity/index.ts';
import { personSearch } from '../../directory/recordSearch.ts';
import type { RecordsFrom } from '../../directory/recordSearch.ts';
import { SearchSession } from '../../directory/searchSession.ts';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import { knownChip } from '../../drafts/model/chip.ts';
import type { DraftPeople } from '../../drafts/writing/draftPeople.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { systemClock } from '../storage/systemClock.ts';
import { quickLogWords } from '../words/quickLogWords.ts';
import { withoutIcons } from '../words/withoutIcons.ts';
import { quickPeopleItems, searchFailure } from './quickPeopleItems.ts';
import type { QuickPersonItem } from './quickPeopleItems.ts';
import { stepButtons, stepOf, TOTAL_STEPS } from './quickStep.ts';
import type { QuickStep } from './quickStep.ts';

/** After so long, what the editor reports is not an echo of what was set here. */
const ECHO_MS = 500;

const nothing = { term: '', status: 'idle', items: [], hasMore: false, failures: [] } as const;

export interface QuickPeopleDeps {
  readonly title: string;
  /** Those who are chosen. They outlive the step. */
  readonly people: DraftPeople;
  readonly user: KnownPerson;
  readonly recent: readonly KnownPerson[];
  /** Undefined while the account is not signed in. */
  readonly persons: () => Pick<PersonService, 'search'> | undefined;
  /** Why these people can't be logged. */
  readonly problems: () => readonly FieldProblem[];
}

/** The second step: several people, those met last first, or found in Affinity while the user types. */
export class QuickPeoplePick {
  readonly #deps: QuickPeopleDeps;
  readonly #pick: QuickPick<QuickPersonItem>;
  readonly #search: SearchSession<KnownPerson, RecordsFrom> | undefined;
  #text: string;
  /** A person was ticked since the text was typed, so it was only a filter. */
  #wasFilter = false;
  /** A sentence about what was typed, in place of the title. */
  #remark: string | undefined;
  #isResolving = false;
  /** Ticks and texts that were set here. The editor reports them as if the user had made them, and later than they were set. */
  #tickEchoes: readonly { readonly rows: readonly number[]; readonly at: number }[] = [];
  #textEchoes: readonly string[] = [];
  #isToggling = false;
  #isClosed = false;

  constructor(deps: QuickPeopleDeps, text: string) {
    const persons = deps.persons();
    this.#deps = deps;
    this.#text = text;
    this.#search =
      persons &&
      new SearchSession(personSearch(persons), { clock: systemClock, onChange: () => this.draw() });
    this.#pick = window.createQuickPick<QuickPersonItem>();
    this.#pick.canSelectMany = true;
    const step = { title: withoutIcons(deps.title), step: 2, totalSteps: TOTAL_STEPS };
    Object.assign(this.#pick, { ...step, buttons: stepButtons(), sortByLabel: false });
    Object.assign(this.#pick, { ignoreFocusOut: true, keepScrollPosition: true, value: text });
    this.#pick.placeholder = l10n.t('Select people, or type a name or paste email addresses');
  }

  /** The text that is typed and not added. */
  get text(): string {
    return this.#wasFilter ? '' : this.#text;
  }

  /** `problem` is shown until something is typed. */
  async choose(problem?: string): Promise<'next' | QuickStep> {
    const pick = this.#pick;
    if (problem !== undefined) pick.placeholder = problem;
    try {
      return await new Promise((resolve, reject) => {
        pick.onDidChangeValue((text) => this.#typed(text));
        pick.onDidChangeSelection((items) => this.#ticked(items));
        pick.onDidTriggerButton((button) => resolve(stepOf(button)));
        pick.onDidHide(() => resolve('cancel'));
        pick.onDidAccept(() => {
          this.#accept().then((isDone) => isDone && resolve('next'), reject);
        });
        this.draw();
        pick.show();
        this.#search?.type(searchable(this.#text));
      });
    } finally {
      this.#isClosed = true;
      this.#search?.dispose();
      pick.dispose();
    }
  }

  /** Draws what is known now. Ticking alone doesn't move the rows. */
  draw(): void {
    if (this.#isClosed || this.#isToggling) return;
    const { people, user, recent } = this.#deps;
    const search = this.#search?.state ?? nothing;
    const { chips } = people;
    const items = quickPeopleItems({ text: this.#text, chips, user, recent, search });
    const [active] = this.#pick.activeItems;
    this.#pick.busy = search.status === 'searching' || this.#isResolving;
    this.#pick.title = withoutIcons(this.#remark ?? searchFailure(search) ?? this.#deps.title);
    this.#pick.items = items;
    this.#tickChosen();
    // The arrow key goes from the user, who is the first row, to the person who was met last.
    const next = items.find(({ person }) => person?.id === (active?.person ?? user).id);
    if (next !== undefined && (active !== undefined || this.#text === '')) this.#pick.activeItems = [next];
  }

  #tickChosen(): void {
    const chosen = this.#pick.items.filter((item) => this.#isChosen(item));
    this.#pick.selectedItems = chosen;
    this.#tickEchoes = [...this.#recentEchoes(), { rows: this.#rowsOf(chosen), at: Date.now() }];
  }

  #recentEchoes() {
    return this.#tickEchoes.filter(({ at }) => Date.now() - at < ECHO_MS);
  }

  /** The editor names rows by their number, also those of the list before. */
  #rowsOf(items: readonly QuickPersonItem[]): readonly number[] {
    return this.#pick.items.flatMap((item, index) => (items.includes(item) ? [index] : []));
  }

  /**
   * New rows are reported without ticks first, then with those of this list or of one before. A change of several rows at
   * that time is about rows that were replaced meanwhile.
   */
  #isEcho(ticked: readonly QuickPersonItem[], chosen: readonly QuickPersonItem[]): boolean {
    const echoes = this.#recentEchoes();
    const [rows, count] = [String(this.#rowsOf(ticked)), this.#pick.items.length];
    const place = echoes.findIndex((echo) => String(echo.rows.filter((row) => row < count)) === rows);
    this.#tickEchoes = echoes.slice(place + 1);
    const changed = this.#pick.items.filter((item) => ticked.includes(item) !== chosen.includes(item));
    return changed.length === 0 || place >= 0 || (echoes.length > 0 && (rows === '' || changed.length > 1));
  }

  /** Shows the ticks as they are, if the editor shows others. */
  #correctTicks(): void {
    const shown = String(this.#rowsOf(this.#pick.selectedItems));
    const chosen = this.#pick.items.filter((item) => this.#isChosen(item));
    if (!this.#isClosed && shown !== String(this.#rowsOf(chosen))) this.#tickChosen();
  }

  #isChosen({ person, candidateFor }: QuickPersonItem): boolean {
    const { chips } = this.#deps.people;
    return (
      candidateFor === undefined &&
      chips.some((chip) => chip.state === 'known' && chip.person.id === person?.id)
    );
  }

  #typed(text: string): void {
    const echo = this.#textEchoes.indexOf(text);
    this.#textEchoes = this.#textEchoes.slice(echo + 1);
    if (echo >= 0 || text === this.#text) return;
    this.#text = text;
    this.#wasFilter = false;
    this.#remark = undefined;
    const { people } = this.#deps;
    // A question about a name ends when something else is typed.
    for (const { state, key } of people.chips) if (state === 'ambiguous') people.remove(key);
    this.#search?.type(searchable(text));
    this.draw();
  }

  /** Takes over what was ticked and unticked among the rows. */
  #ticked(ticked: readonly QuickPersonItem[]): void {
    const before = this.#pick.items.filter((item) => this.#isChosen(item));
    if (this.#isEcho(ticked, before)) return void setTimeout(() => this.#correctTicks(), ECHO_MS);
    const changed = this.#pick.items.filter((item) => ticked.includes(item) !== before.includes(item));
    this.#isToggling = true;
    for (const item of changed) this.#toggle(item, ticked.includes(item));
    this.#isToggling = false;
    this.#wasFilter = this.#text !== '';
    // Its question is answered, so its rows go.
    if (changed.some(({ candidateFor }) => candidateFor !== undefined)) this.draw();
  }

  #toggle({ person, candidateFor }: QuickPersonItem, isTicked: boolean): void {
    const { people } = this.#deps;
    if (person === undefined) return;
    if (candidateFor !== undefined) people.choose(candidateFor, person.id);
    else if (isTicked) people.addKnown(person);
    else people.remove(knownChip(person).key);
  }

  /** True when the step is done. What is typed is looked up first, as Enter does in the form. */
  async #accept(): Promise<boolean> {
    if (this.#isResolving) return false;
    if (this.text.trim() !== '') {
      await this.#resolve(this.#text);
      return false;
    }
    const [problem] = this.#deps.problems();
    if (problem === undefined) return true;
    this.#setText('');
    this.#pick.placeholder = quickLogWords.problem(problem);
    return false;
  }

  async #resolve(text: string): Promise<void> {
    const { people, problems } = this.#deps;
    this.#isResolving = true;
    this.#setText('');
    people.addTyped(text);
    await people.settled(systemClock);
    this.#isResolving = false;
    if (this.#isClosed) return;
    const failed = people.chips.flatMap((chip) =>
      chip.state === 'unknown' || chip.state === 'resolving' ? [chip] : [],
    );
    const problem = problems().find(({ code }) => code !== 'ambiguous');
    for (const { key } of failed) people.remove(key);
    // A text that was typed meanwhile stays as well.
    const typed = [this.#text, ...failed.map((chip) => chip.typed)].filter(Boolean);
    if (failed.length > 0) this.#setText(typed.join(', '));
    this.#remark = failed.length === 0 || problem === undefined ? undefined : quickLogWords.problem(problem);
    this.draw();
  }

  #setText(text: string): void {
    this.#text = text;
    this.#wasFilter = false;
    if (this.#pick.value !== text) this.#textEchoes = [...this.#textEchoes, text];
    this.#pick.value = text;
    this.#search?.type('');
  }
}

/** A list of addresses is looked up with Enter; the search knows one name or address at a time. */
function searchable(text: string): string {
  return /[,;<]|@.*@/u.test(text) ? '' : text;
}
