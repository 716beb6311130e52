import { l10n } from 'vscode';
import type { Interaction } from '../../affinity/index.ts';
import { hostZone, isZone } from '../../dates/wallTime.ts';
import type { InteractionTimeline } from '../../history/interactionTimeline.ts';
import { KeptRecord } from '../../history/keptRecord.ts';
import type { ShownType } from '../../history/keptRecord.ts';
import { shortageUntil } from '../../history/knownLimits.ts';
import { RecordReading } from '../../history/recordReading.ts';
import type { ConfirmRequests } from '../../history/requestPermission.ts';
import { reachOf } from '../../history/typeReach.ts';
import type { HistoryEnd } from '../../history/wholeHistories.ts';
import { displayText } from '../../model/displayText.ts';
import type { InteractionRef } from '../../model/interactionRef.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { recordKey } from '../../model/recordRef.ts';
import type { RecordRef } from '../../model/recordRef.ts';
import type { RelationshipToHost } from '../../protocol/relationshipToHost.ts';
import type { RelationshipOpening, RelationshipToPage } from '../../protocol/relationshipToPage.ts';
import { viewBounds } from '../../protocol/relationshipView.ts';
import type { RelationshipChoices, RelationshipView } from '../../protocol/relationshipView.ts';
import type { PageHost } from '../page/pagePanel.ts';
import type { AccountSession } from '../session/accountSession.ts';
import { confirmRequests } from '../ui/confirmRequests.ts';
import { coverageWords } from '../words/coverageWords.ts';
import { explain } from '../words/explain.ts';
import { formatNumber } from '../words/formatNumber.ts';
import { translatedPageWords } from '../words/relationshipWords.ts';
import { readingWords } from '../words/typeDescription.ts';
import { drawRelationship } from './drawRelationship.ts';
import type { Drawing } from './drawRelationship.ts';

/** While much is read, the page is drawn this often at most. */
const DRAW_INTERVAL_MS = 300;

/** A drawing this young is not drawn again: it shows ages in days, and the current month. */
const FRESH_MS = 10_000;

export const firstChoices: RelationshipChoices = { range: 'threeYears', types: typeIds };

/** The actions that the page needs from the editor. */
export interface RelationshipActions {
  readonly send: (message: RelationshipToPage) => void;
  readonly open: (session: AccountSession, interaction: Interaction) => void;
  readonly copyMarkdown: (drawing: Drawing) => void;
  readonly saveImage: (drawing: Drawing) => void;
}

/** The account's side of a page. */
interface Connected {
  readonly session: AccountSession;
  readonly reading: RecordReading;
  readonly kept: KeptRecord;
  readonly end: () => void;
}

/** Decides what the page of one record shows, and reads the rest of the record when it is told to. */
export class RelationshipDesk implements PageHost<RelationshipToHost, RelationshipToPage> {
  readonly record: RecordRef;
  readonly #actions: RelationshipActions;
  #connected: Connected;
  #choices: RelationshipChoices;
  #listed: number = viewBounds.listed;
  #zone = hostZone();
  #drawing: Drawing | undefined;
  /** Something changed since it was drawn. */
  #isOutdated = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Reads the newest interactions of a history that is kept in whole. */
  #refresh: AbortController | undefined;
  #refreshEnd: HistoryEnd | undefined;
  #isReady = false;

  constructor(
    session: AccountSession,
    record: RecordRef,
    actions: RelationshipActions,
    choices: RelationshipChoices = firstChoices,
  ) {
    this.record = record;
    this.#actions = actions;
    this.#choices = choices;
    this.#connected = this.#connect(session);
  }

  get #session(): AccountSession {
    return this.#connected.session;
  }

  get #reading(): RecordReading {
    return this.#connected.reading;
  }

  get account(): string {
    return this.#session.name;
  }

  /** The account got another session, such as with a new key. What is kept of the record is shown again. */
  renew(session: AccountSession): void {
    this.#connected.end();
    this.#connected = this.#connect(session);
    this.#show();
  }

  get opening(): RelationshipOpening {
    const { kind, id, name } = this.record;
    return {
      kind: 'init',
      view: this.#fresh.view,
      words: translatedPageWords(),
      subject: { account: this.#session.name, kind, id, name: displayText(name) },
    };
  }

  /** Settles when there is something to draw, or when it is known that nothing is kept. */
  get ready(): Promise<void> {
    const isLoaded = this.#reading.timelines.some(({ state }) => state.coverage !== undefined);
    return isLoaded ? Promise.resolve() : this.#connected.kept.ready;
  }

  /** Reads the rest. Without `asks`, only as much as needs no question, and nothing of what is kept in whole. */
  async read(asks: boolean): Promise<void> {
    const { kept } = this.#connected;
    if (!kept.isRead) await kept.ready;
    const whole = asks ? () => this.#refreshKept() : () => Promise.resolve();
    const work = this.#isKeptWhole ? whole() : this.#reading.readRest({ asks });
    if (asks) this.#show();
    await work;
  }

  receive(message: RelationshipToHost): void {
    switch (message.kind) {
      case 'ready':
        return this.#begin(message.timeZone);
      case 'chooseRange':
        return this.#choose({ range: message.range });
      case 'toggleType':
        return this.#choose({ types: this.#toggled(message.type, message.isShown) });
      case 'choosePerson':
        return this.#choose({ person: message.id });
      case 'listCell':
        this.#listed = viewBounds.listed;
        return this.#choose({ cell: message.cell });
      case 'listMore':
        this.#listed += viewBounds.listed;
        return this.#show();
      case 'read':
        return void this.read(true);
      case 'stop':
        this.#reading.stop();
        this.#refresh?.abort();
        return this.#show();
      case 'open':
        return this.#open(message);
      case 'copyMarkdown':
        return this.#actions.copyMarkdown(this.#current);
      case 'saveImage':
        return this.#actions.saveImage(this.#current);
      case 'dropped':
        return this.#session.folder.log.warn(`The relationship page dropped a message: ${message.problem}`);
      case 'unfinished':
    }
  }

  dispose(): void {
    this.#isReady = false;
    clearTimeout(this.#timer);
    this.#refresh?.abort();
    this.#connected.end();
  }

  #connect(session: AccountSession): Connected {
    const { connection, timelines } = session;
    const reading = new RecordReading(this.record, {
      timelines,
      confirm: this.#confirm(session),
      floor: () => connection.floor.signal(),
      onChange: () => this.#changed(),
    });
    const kept = new KeptRecord(this.record, {
      histories: session.histories,
      timelines,
      onChange: () => this.#changed(),
    });
    const limits = connection.onDidChangeLimits(() => this.#limitsChanged());
    const unsubscribe = timelines.onDidChange((timeline) => this.#timelineChanged(timeline));
    const end = (): void => {
      reading.dispose();
      kept.dispose();
      limits.dispose();
      unsubscribe();
    };
    return { session, reading, kept, end };
  }

  /** The rows that are loaded, and those that are kept. */
  get #types(): readonly ShownType[] {
    return this.#connected.kept.shown(this.#reading.timelines);
  }

  /** Everything is there, and some of it is only kept. */
  get #isKeptWhole(): boolean {
    return this.#connected.kept.isWhole && this.#types.some(({ state }) => state.restored);
  }

  /** One request for each type, and more only for what is new. */
  async #refreshKept(): Promise<void> {
    if (this.#refresh !== undefined) return;
    const { session } = this.#connected;
    const refresh = new AbortController();
    this.#refresh = refresh;
    const confirm = this.#confirm(session);
    const { end } = await session.histories.read(this.record, { confirm, signal: refresh.signal });
    this.#refresh = undefined;
    this.#refreshEnd = end;
    if (!refresh.signal.aborted) this.#show();
  }

  #confirm({ connection }: AccountSession): ConfirmRequests {
    const assurance = l10n.t('You can stop at any time and keep what was read.');
    return async (requests) => confirmRequests(connection, requests, assurance);
  }

  get #current(): Drawing {
    return this.#drawing ?? this.#draw();
  }

  /** The page asks for its opening a moment after it was given one, and maybe again after hours. */
  get #fresh(): Drawing {
    const { scene } = this.#current;
    const isOld = Date.now() - scene.now.getTime() > FRESH_MS;
    return this.#isOutdated || isOld ? this.#draw() : this.#current;
  }

  #begin(timeZone: string): void {
    this.#isReady = true;
    if (isZone(timeZone) && timeZone !== this.#zone) [this.#zone, this.#isOutdated] = [timeZone, true];
    this.#actions.send(this.opening);
  }

  #choose(change: {
    readonly [Name in keyof RelationshipChoices]?: RelationshipChoices[Name] | undefined;
  }): void {
    const { range, types, person, cell } = { ...this.#choices, ...change };
    this.#choices = {
      range: range ?? this.#choices.range,
      types: types ?? this.#choices.types,
      ...(person === undefined ? {} : { person }),
      ...(cell === undefined ? {} : { cell }),
    };
    this.#show();
  }

  /** The last type that is shown can't be hidden. */
  #toggled(type: RelationshipChoices['types'][number], isShown: boolean): RelationshipChoices['types'] {
    const types = typeIds.filter((one) => (one === type ? isShown : this.#choices.types.includes(one)));
    return types.length === 0 ? this.#choices.types : types;
  }

  #open({ type, id }: InteractionRef): void {
    const shown = this.#types.find((one) => one.type === type);
    const found = shown?.state.items.find((one) => one.id === id);
    if (found !== undefined) this.#actions.open(this.#session, found);
  }

  #timelineChanged({ record, filter }: InteractionTimeline): void {
    const isShown = recordKey(record) === recordKey(this.record) && Object.keys(filter).length === 0;
    if (isShown) this.#changed();
  }

  #limitsChanged(): void {
    if (this.#reading.isReading) this.#changed();
  }

  /** The first change is drawn at once, those that follow soon after it together. */
  #changed(): void {
    this.#isOutdated = true;
    if (!this.#isReady || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, DRAW_INTERVAL_MS);
  }

  #show(): void {
    if (this.#isReady) this.#actions.send({ kind: 'view', view: this.#draw().view });
    else this.#isOutdated = true;
  }

  #draw(): Drawing {
    const now = new Date();
    this.#isOutdated = false;
    this.#drawing = drawRelationship({
      record: this.record,
      timelines: this.#types,
      choices: this.#choices,
      now,
      zone: this.#zone,
      listed: this.#listed,
      sample: this.#session.account.kind === 'sample',
      coverage: this.#coverage(now),
    });
    return this.#drawing;
  }

  #coverage(now: Date): RelationshipView['coverage'] {
    const { timelines, isReading, stopped, requestsLeft } = this.#reading;
    const types = this.#types.map(({ type, state }) => ({ type, state, reach: reachOf({ type, state }) }));
    const sentences = coverageWords.sentences(types, { now, zone: this.#zone });
    if (isReading) return { sentences, progress: this.#progress(timelines) };
    if (this.#refresh !== undefined) return { sentences, progress: l10n.t('Reading what’s new…') };
    const missing = coverageWords.missingTypes(types, this.#zone);
    const problem = missing ?? this.#refreshProblem() ?? (stopped && coverageWords.belowFloor(stopped));
    const told = problem === undefined ? {} : { problem };
    if (missing !== undefined) return { sentences, ...told, read: l10n.t('Retry') };
    if (types.every(({ reach }) => reach.state === 'all')) {
      const isKept = types.some(({ state }) => state.restored);
      return { sentences, ...told, ...(isKept ? { read: l10n.t('Refresh') } : {}) };
    }
    const cost =
      requestsLeft === undefined
        ? []
        : [l10n.t('The rest needs about {0} requests.', formatNumber(requestsLeft))];
    return { sentences: [...sentences, ...cost], ...told, read: l10n.t('Read the Rest') };
  }

  /** Why the last refresh of a kept history didn't end. */
  #refreshProblem(): string | undefined {
    const end = this.#refreshEnd;
    if (end?.kind === 'failed') return explain(end.error).message;
    return end?.kind === 'below-floor' ? coverageWords.belowFloor(end.reason) : undefined;
  }

  #progress(timelines: readonly InteractionTimeline[]): string {
    const states = timelines.map(({ state }) => state);
    const length = states.reduce((sum, { items }) => sum + items.length, 0);
    const unread = states.flatMap(({ allLoaded, coverage }) => (allLoaded || !coverage ? [] : coverage.from));
    const backTo = unread.toSorted((one, other) => other.getTime() - one.getTime())[0];
    const { limits } = this.#session.connection;
    const items = { length };
    return readingWords(backTo ? { items, backTo } : { items }, shortageUntil(limits, Date.now()));
  }
}
