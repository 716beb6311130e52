import { l10n } from 'vscode';
import { checkEntry } from '../../drafts/checks/checkEntry.ts';
import { entryOf } from '../../drafts/checks/entry.ts';
import type { FieldProblem } from '../../drafts/checks/fieldProblem.ts';
import { knownChip } from '../../drafts/model/chip.ts';
import { mayBeSaved } from '../../drafts/model/draftOutcome.ts';
import { DraftPeople } from '../../drafts/writing/draftPeople.ts';
import type { FoundNeighbour } from '../../drafts/writing/findNeighbours.ts';
import type { SaveQuestion, SaveResult } from '../../drafts/writing/saveDraft.ts';
import { interactionTypes } from '../../model/interactionTypes.ts';
import type { KnownPerson } from '../../model/knownPerson.ts';
import { noteOpening } from '../../model/noteOpening.ts';
import { tenantName } from '../account/account.ts';
import type { Drafts } from '../drafts/drafts.ts';
import { userOf } from '../drafts/draftStart.ts';
import type { FormsOnDemand } from '../form/formsOnDemand.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { messages } from '../ui/messages.ts';
import { quickLogWords } from '../words/quickLogWords.ts';
import { typeWords } from '../words/typeWords.ts';
import type { Writing } from '../writing/writing.ts';
import { lineReading } from './lineReading.ts';
import { neighboursPick } from './neighboursPick.ts';
import { QuickDraft } from './quickDraft.ts';
import type { QuickValues } from './quickDraft.ts';
import { QuickLineInput } from './quickLineInput.ts';
import type { LineRemark } from './quickLineInput.ts';
import { QuickPeoplePick } from './quickPeoplePick.ts';
import type { QuickStep } from './quickStep.ts';
import { quickTypePick } from './quickTypePick.ts';
import type { QuickType, UnfinishedLabel } from './quickTypePick.ts';
import { offerAfterwards, sendQuickLog } from './sendQuickLog.ts';

export interface QuickLogDeps {
  readonly session: AccountSession;
  readonly writing: Writing;
  readonly forms: Pick<FormsOnDemand, 'get'>;
  /** One that was left with Esc, which the first step offers to continue. */
  readonly unfinished: UnfinishedLog | undefined;
}

/** The values of a quick log that was left with Esc, and its draft if it has a text. */
export interface UnfinishedLog {
  readonly values: QuickValues;
  readonly draft: QuickDraft;
  /** Another revision means that its draft was changed in the form. */
  readonly revision: number | undefined;
}

type Place = 'type' | 'people' | 'line' | 'question';

type End = 'form' | 'cancel' | 'done';

/** One quick log: three steps with what each of them has so far, and the questions of the save. */
export class QuickLog {
  readonly #deps: QuickLogDeps;
  readonly #user: KnownPerson;
  readonly #people: DraftPeople;
  #draft: QuickDraft;
  #type: QuickType = { type: interactionTypes.meeting.id, direction: undefined };
  #peopleText = '';
  #line = '';
  #pick: QuickPeoplePick | undefined;
  /** The save has found something wrong with the people. */
  #problem: string | undefined;
  #question: { readonly neighbours: readonly FoundNeighbour[]; readonly result: SaveResult } | undefined;
  #answered: readonly SaveQuestion[] = [];
  /** The line whose date was seen with an earlier Enter, which confirms one that is future or long ago. */
  #seenLine: string | undefined;
  /** Number of the latest change of the line, or of what ended its changes. A reading of an earlier one is dropped. */
  #turn = 0;
  #isSending = false;
  /** Left with Esc while it was being sent, so its draft tells the outcome. */
  #isLeft = false;
  #isContinued = false;

  constructor(deps: QuickLogDeps) {
    const { session, writing } = deps;
    this.#deps = deps;
    this.#user = userOf(session.account);
    this.#draft = new QuickDraft(session, writing.drafts);
    this.#people = new DraftPeople([knownChip(this.#user)], {
      directory: () => writing.drafts.connections.of(session.name)?.directory,
      onChange: () => this.#pick?.draw(),
      onSeen: () => undefined,
    });
  }

  /** The unfinished one was chosen, so it isn't offered again. */
  get isContinued(): boolean {
    return this.#isContinued;
  }

  /** Resolves with what Esc has left unfinished. */
  async run(): Promise<UnfinishedLog | undefined> {
    let place: Place | End = 'type';
    while (isPlace(place)) place = await this.#ask(place);
    this.#turn += 1;
    this.#people.dispose();
    if (place === 'form') await this.#openForm();
    return place === 'cancel' && !this.#isLeft ? this.#leave() : undefined;
  }

  get #values(): QuickValues {
    const [people, peopleText, line] = [this.#people.people, this.#peopleText, this.#line];
    return { ...this.#type, people, peopleText, line };
  }

  #ask(place: Place): Promise<Place | End> {
    switch (place) {
      case 'type':
        return this.#askType();
      case 'people':
        return this.#askPeople();
      case 'line':
        return this.#askLine();
      case 'question':
        return this.#askQuestion();
    }
  }

  async #askType(): Promise<Place | End> {
    const { unfinished } = this.#deps;
    const isOffered = unfinished !== undefined && !this.#isContinued;
    const chosen = await quickTypePick(this.#type, isOffered ? this.#labelOf(unfinished) : undefined);
    if (chosen === 'continue') return this.#continue();
    if (typeof chosen === 'string') return chosen === 'form' ? 'form' : 'cancel';
    this.#type = chosen;
    await this.#keepStored();
    return 'people';
  }

  async #askPeople(): Promise<Place | End> {
    const { session, writing } = this.#deps;
    const pick = new QuickPeoplePick(
      {
        title: typeWords.withDirection(this.#type),
        people: this.#people,
        user: this.#user,
        recent: session.recentPeople.latest,
        persons: () => writing.drafts.connections.of(session.name)?.persons,
        problems: () => this.#peopleProblems(),
      },
      this.#peopleText,
    );
    this.#pick = pick;
    const step = await pick.choose(this.#problem);
    this.#pick = undefined;
    this.#problem = undefined;
    this.#peopleText = pick.text;
    await this.#keepStored();
    return step === 'next' ? 'line' : placeOf(step, 'type');
  }

  async #askLine(): Promise<Place | End> {
    const { account } = this.#deps.session;
    this.#question = undefined;
    const input = new QuickLineInput({
      title: quickLogWords.title(this.#type, this.#people.people, this.#user.id),
      prompt: l10n.t(
        'Enter the note, after a date and a colon if it wasn’t just now. It’s logged for {0} at {1}.',
        this.#user.name,
        tenantName(account),
      ),
      line: this.#line,
      isSubmitted: this.#answered.length > 0,
      onDidType: (line) => this.#typed(line),
      submit: (line) => this.#submit(line),
    });
    const step = await input.ask();
    this.#isLeft = step === 'cancel' && this.#isSending;
    if (step !== 'left') return placeOf(step, 'people');
    if (this.#question !== undefined) return 'question';
    return this.#problem === undefined ? 'done' : 'people';
  }

  async #askQuestion(): Promise<Place | End> {
    const { session, forms } = this.#deps;
    const answer = await neighboursPick(this.#question?.neighbours ?? []);
    if (answer === 'anyway') {
      this.#answered = ['neighbours'];
      return 'line';
    }
    if (typeof answer === 'string') return placeOf(answer, 'line');
    await (await forms.get()).edit(session, answer);
    return 'done';
  }

  async #continue(): Promise<Place> {
    const { unfinished } = this.#deps;
    if (unfinished === undefined) return 'type';
    const { type, direction, people, peopleText, line } = unfinished.values;
    this.#isContinued = true;
    this.#draft = unfinished.draft;
    this.#type = { type, direction };
    this.#people.replaceAll(people);
    this.#peopleText = peopleText;
    this.#line = line;
    return this.#peopleProblems().length === 0 ? 'line' : 'people';
  }

  /** Stores the line at once, and again when its date was read. */
  async #typed(line: string): Promise<LineRemark | undefined> {
    this.#line = line;
    this.#turn += 1;
    const turn = this.#turn;
    if (line.trim() === '') {
      await this.#draft.endWithout();
      return undefined;
    }
    this.#draft.keep(this.#values);
    const reading = await lineReading.read(line);
    if (turn !== this.#turn) return undefined;
    if (reading?.kind === 'date') this.#draft.keep(this.#values, reading);
    return lineReading.remark(reading);
  }

  async #submit(line: string): Promise<LineRemark | 'left'> {
    this.#turn += 1;
    this.#line = line;
    const reading = await lineReading.read(line);
    const refusal = lineReading.refusal(line, reading, this.#seenLine === line);
    this.#seenLine = line;
    if (refusal !== undefined) return refusal;
    const { session, writing } = this.#deps;
    const draft = this.#draft.keep(this.#values, reading);
    this.#draft.release();
    this.#isSending = true;
    const sending = await sendQuickLog(session, writing, draft, [...this.#answered, 'longAgo']);
    this.#isSending = false;
    this.#answered = [];
    if (this.#isLeft) void offerAfterwards(session, writing, draft, sending);
    if (sending.kind === 'neighbours') this.#question = sending;
    if (sending.kind !== 'problem') return 'left';
    if (sending.at !== 'people') return { sentence: sending.sentence, severity: 'error' };
    this.#problem = sending.sentence;
    return 'left';
  }

  #peopleProblems(): readonly FieldProblem[] {
    const draft = { ...this.#type, text: this.#line, subject: { kind: 'create' } } as const;
    const entry = entryOf(draft, this.#people.chips, undefined);
    return checkEntry(entry).filter(({ at }) => at === 'people');
  }

  #labelOf({ values }: UnfinishedLog): UnfinishedLabel {
    const { type, direction, people, line } = values;
    const title = quickLogWords.title({ type, direction }, people, this.#user.id);
    const label = noteOpening(line);
    return label === '' ? { label: title, description: '' } : { label, description: title };
  }

  /** An earlier step was changed after the text was typed. */
  async #keepStored(): Promise<void> {
    if (this.#draft.stored !== undefined) this.#draft.keep(this.#values, await lineReading.read(this.#line));
  }

  async #openForm(): Promise<void> {
    const { session, writing, forms } = this.#deps;
    if (!this.#hasText && !this.#hasPeople) {
      (await forms.get()).logAgain(session, { ...this.#type, people: [this.#user] });
      return;
    }
    const { id } = this.#draft.keep(this.#values, await lineReading.read(this.#line));
    this.#draft.release();
    await writing.drafts.forms.show(session, id, this.#question?.result);
  }

  /** A text stays as a draft; people alone are kept for the next quick log of this window. */
  async #leave(): Promise<UnfinishedLog | undefined> {
    if (this.#hasText) {
      this.#draft.keep(this.#values, await lineReading.read(this.#line));
      messages.remark(l10n.t('Kept under Drafts. The next quick log offers to continue it.'));
    } else await this.#draft.endWithout();
    this.#draft.release();
    if (!this.#hasText && !this.#hasPeople) return undefined;
    return { values: this.#values, draft: this.#draft, revision: this.#draft.stored?.revision };
  }

  get #hasText(): boolean {
    return this.#line.trim() !== '';
  }

  get #hasPeople(): boolean {
    const { chips } = this.#people;
    const isUserOnly = chips.length === 1 && chips[0]?.key === knownChip(this.#user).key;
    return !isUserOnly || this.#peopleText.trim() !== '';
  }
}

/** False once its draft was logged, discarded or changed elsewhere. */
export function isUnfinished(
  { draft, revision }: UnfinishedLog,
  drafts: Pick<Drafts, 'isSending' | 'forms'>,
): boolean {
  const { stored } = draft;
  if (stored === undefined) return revision === undefined;
  const isOpen = drafts.forms.isOpen(stored.id) || drafts.isSending(stored.id);
  return stored.revision === revision && !mayBeSaved(stored.outcome) && !isOpen;
}

function isPlace(place: Place | End): place is Place {
  return ['type', 'people', 'line', 'question'].includes(place);
}

function placeOf(step: QuickStep, before: Place): Place | End {
  return step === 'back' ? before : step;
}
