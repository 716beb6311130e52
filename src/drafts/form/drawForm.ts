import { wallText, wallTimeAt } from '../../dates/wallTime.ts';
import { remarksOn } from '../../dates/whenReading.ts';
import { displayText } from '../../model/displayText.ts';
import { canBeLogged, hasDirection } from '../../model/interactionTypes.ts';
import { bounds } from '../../protocol/bounds.ts';
import type { Chip as ChipView, FormView, NoteRecord } from '../../protocol/formView.ts';
import { sameText } from '../checks/entry.ts';
import type { Chip } from '../model/chip.ts';
import { LONG_TEXT_LENGTH, MAX_TEXT_LENGTH } from '../model/draft.ts';
import type { AttachSubject, NoteSubject } from '../model/draft.ts';
import { titleOfBase } from '../model/titleOfBase.ts';
import type { FormWording } from './formDeps.ts';
import type { FormState } from './formState.ts';

/** Puts the state of a form into words, and cuts it to what a message may hold. */
export function drawForm(state: FormState, words: FormWording): FormView {
  const { draft, problems, saving } = state;
  return {
    subject: drawSubject(state, words),
    attribution: drawAttribution(state),
    ...(draft.subject.kind === 'update' ? { typeLocked: displayText(words.typeLocked()) } : {}),
    date: drawDate(state, words),
    people: drawPeople(state, words),
    hasDirection: ['create', 'update'].includes(draft.subject.kind) && hasDirection(draft.type),
    text: drawText(state, words),
    ...drawAlsoOn(state, words),
    provenance: drawProvenance(state, words),
    problems: problems.slice(0, bounds.items).map((problem) => ({
      ...remark(problem.at, words.problem(problem, draft.subject.kind)),
      ...(problem.code === 'not-found' || problem.code === 'not-looked-up' ? { repeatsChips: true } : {}),
    })),
    ...(problems.length === 0 ? {} : { summary: displayText(words.summary(problems)) }),
    ...drawQuestion(state, words),
    ...(saving === undefined ? {} : { saving: displayText(words.saving(saving)) }),
    ...drawKept(state, words),
  };
}

type Part<Name extends keyof FormView> = NonNullable<FormView[Name]>;
type At = FormView['problems'][number]['at'];

function remark(at: At, sentence: string): FormView['problems'][number] {
  return { at, sentence: displayText(sentence) };
}

function drawSubject({ draft, zone }: FormState, words: FormWording): Part<'subject'> {
  if (draft.subject.kind === 'create') {
    const { about } = draft.subject;
    return { kind: 'create', ...(about === undefined ? {} : { about: displayText(about.name) }) };
  }
  if (draft.subject.kind !== 'update') return drawNoteSubject(draft.subject, { zone, draft }, words);
  const { id, base } = draft.subject;
  const title = titleOfBase(base);
  return { kind: 'update', id, ...(title === '' ? {} : { title: displayText(title) }) };
}

function drawNoteSubject(
  subject: AttachSubject | NoteSubject,
  { zone, draft }: Pick<FormState, 'draft' | 'zone'>,
  words: FormWording,
): Part<'subject'> {
  const { title = '' } = subject;
  const way = words.noteWay(subject, (draft.alsoOn ?? []).length > 0);
  return {
    kind: subject.kind,
    about: displayText(words.noteTarget(subject, zone)),
    ...(title === '' ? {} : { title: displayText(title) }),
    ...(way === undefined ? {} : { way: displayText(way) }),
  };
}

/** An edit has records only when it was begun as a new interaction, which was logged before its last changes. */
function drawAlsoOn({ draft, suggested }: FormState, words: FormWording): Pick<FormView, 'alsoOn'> {
  const { subject, alsoOn = [], recordsWay } = draft;
  if (subject.kind === 'update' && draft.alsoOn === undefined) return {};
  const records = alsoOn
    .slice(0, bounds.items)
    .flatMap(({ kind, id, name }): readonly NoteRecord[] =>
      kind === 'person' ? [] : [{ kind, id, name: displayText(name) }],
    );
  const isSeparate = subject.kind === 'create' && recordsWay === 'separate' && records.length > 0;
  return {
    alsoOn: {
      records,
      ...(suggested.length === 0 ? {} : { suggested: suggested.slice(0, bounds.items) }),
      ...(isSeparate ? { way: displayText(words.separateNote()) } : {}),
    },
  };
}

function drawAttribution({ attribution: { user, tenant, sample } }: FormState): Part<'attribution'> {
  return { user: displayText(user.name), tenant: displayText(tenant), sample };
}

function drawDate({ when, zone }: FormState, words: FormWording): Part<'date'> {
  if (when?.kind !== 'read') return { warnings: [] };
  const { instant } = when;
  return {
    reading: {
      local: displayText(words.local(instant, when.zone)),
      utc: displayText(words.utc(instant)),
      picker: wallText(wallTimeAt(instant, zone)).replace(' ', 'T'),
    },
    warnings: remarksOn(when).map((note) => displayText(words.whenNote(note, when))),
  };
}

function drawPeople(state: FormState, words: FormWording): Part<'people'> {
  const chips = state.chips.slice(0, bounds.people).map((chip) => drawChip(chip, state, words));
  return {
    chips,
    ...drawProposals(state, words),
    ...(state.offersContacts ? { offersContacts: true } : {}),
  };
}

function drawProposals({ chips }: FormState, words: FormWording): Pick<Part<'people'>, 'proposals'> {
  const proposals = chips.filter(({ proposed }) => proposed === true);
  if (proposals.length === 0) return {};
  const count = (isCounted: (chip: Chip) => boolean) => proposals.filter(isCounted).length;
  const counts = {
    known: count(({ state }) => state === 'known'),
    several: count(({ state }) => state === 'ambiguous'),
    missing: count(isMissing),
    failed: count((chip) => chip.state === 'unknown' && !isMissing(chip)),
    pending: count(({ state }) => state === 'waiting' || state === 'resolving'),
  };
  return { proposals: { sentence: displayText(words.proposals(counts)), canConfirm: counts.known > 0 } };
}

function isMissing(chip: Chip): boolean {
  return chip.state === 'unknown' && chip.reason.code === 'not-found';
}

function drawChip(chip: Chip, { attribution: { user } }: FormState, words: FormWording): ChipView {
  switch (chip.state) {
    case 'known': {
      const { unseen: _unseen, ...rest } = chip;
      return { ...rest, ...(chip.person.id === user.id ? { you: true } : {}) };
    }
    case 'unknown': {
      const { reason, ...rest } = chip;
      return { ...rest, problem: displayText(words.unknownPerson(reason)) };
    }
    case 'waiting':
    case 'resolving':
    case 'ambiguous':
      return chip;
  }
}

function drawText({ draft }: FormState, words: FormWording): Part<'text'> {
  const lock = textLock(draft.subject);
  return {
    warnAbove: LONG_TEXT_LENGTH,
    limit: MAX_TEXT_LENGTH,
    ...(lock === undefined ? {} : { locked: displayText(words.textLocked(lock)) }),
  };
}

/** The note of a logged interaction is sent again only when a separate one is added. */
function textLock(
  subject: FormState['draft']['subject'],
): Parameters<FormWording['textLocked']>[0] | undefined {
  if (subject.kind === 'attach') return subject.way === 'own' ? 'logged' : undefined;
  return subject.kind === 'update' ? subject.base.textLock : undefined;
}

function drawProvenance({ draft }: FormState, words: FormWording): Part<'provenance'> {
  const taken = draft.provenance.map((one) => remark(one.field, words.provenance(one)));
  const base = draft.subject.kind === 'update' ? draft.subject.base : undefined;
  const losesFormatting = base?.formatted === true && !sameText(draft.text, base.text ?? '');
  return losesFormatting ? [...taken, remark('text', words.formattingWillBeLost())] : taken;
}

/** The question that has to be answered before anything is sent. An unknown outcome comes first. */
function drawQuestion(state: FormState, words: FormWording): Partial<FormView> {
  const { draft, conflict, lookupFailure, zone, sendsAgain } = state;
  const { outcome } = draft;
  if (outcome.state === 'unknown' && !sendsAgain) {
    const sentence = words.unknownOutcome(outcome.problem, draft.subject, lookupFailure);
    return { unknownOutcome: displayText(sentence) };
  }
  if (conflict === undefined) return drawNeighbours(state, words);
  const changes = conflict.fields.map((field) => {
    const theirs = words.conflictValue(field, conflict.theirs, zone);
    const mine = words.conflictValue(field, conflict.mine, zone);
    return {
      at: field,
      theirs: displayText(theirs),
      mine: displayText(mine === theirs ? words.theirsStays() : mine),
    };
  });
  return { conflict: { sentence: displayText(words.conflict(conflict)), changes } };
}

function drawNeighbours({ neighbours, isOffer, zone }: FormState, words: FormWording): Partial<FormView> {
  if (neighbours.length === 0) return {};
  const items = neighbours.flatMap((neighbour) => {
    const { type, id } = neighbour.interaction;
    if (!canBeLogged(type)) return [];
    const { title, when, people } = words.neighbour(neighbour, zone);
    const shown = { title: displayText(title), when: displayText(when), people: displayText(people) };
    return [{ type, id, ...shown, sameTime: neighbour.sameTime }];
  });
  const sentence = displayText(words.neighbours(neighbours.length, isOffer));
  return { neighbours: { sentence, items, ...(isOffer ? { isOffer } : {}) } };
}

function drawKept({ keepState, keptAt, inMemory, zone }: FormState, words: FormWording): Partial<FormView> {
  if (keepState === 'new') return {};
  const sentence = displayText(words.draftKept(keepState, keptAt, inMemory, zone));
  return { draft: { sentence, atRisk: keepState === 'failing' } };
}
