import type { Clock, Interaction, PersonService } from '../../affinity/index.ts';
import type { PeopleDirectory } from '../../directory/peopleDirectory.ts';
import type { FormWords } from '../../protocol/formWords.ts';
import type { MessageToPage } from '../../protocol/messageToPage.ts';
import type { Draft } from '../model/draft.ts';
import type { EditableRef } from '../model/interactionReading.ts';
import type { DraftStore } from '../store/draftStore.ts';
import type { SaveResult, SavingClient } from '../writing/saveDraft.ts';
import type { UpdateConflict } from '../writing/updatePlan.ts';
import type { FormAttribution } from './formAttribution.ts';
import type { FormWording } from './formWording.ts';

/** What a form needs of a signed-in account. */
export interface FormConnection extends SavingClient {
  readonly persons: Pick<PersonService, 'search'>;
  readonly directory: Pick<PeopleDirectory, 'resolve'>;
}

/** What only the editor can do for a form. */
export interface FormHost {
  /** To the page; whether it is still there is the host's business. */
  send(message: MessageToPage): void;
  /**
   * The draft is gone already. Closes the form and brings tree and reader up to date. `proven`: the answer was lost, and
   * somebody has looked.
   */
  saved(interaction: Interaction, draft: Draft, proven?: boolean): void;
  close(): void;
  /** A save that went on after its form was closed ended with this; where it is a question, nobody has seen it. */
  leftUnanswered(result: SaveResult): void;
  /** Asks before a draft is thrown away. */
  confirmDiscard(): Promise<boolean>;
  /** Says that what is being sent at this moment cannot be thrown away. */
  cannotDiscard(): void;
  /** Asks before a form is closed whose draft could not be kept. */
  confirmLoss(): Promise<boolean>;
  editNeighbour(neighbour: EditableRef): void;
  /** `zone` is that of the page, which shows the same versions. */
  showDifference(conflict: UpdateConflict, zone: string): void;
  /** For the log, without anything that was typed. */
  log(problem: string): void;
}

export interface FormParts {
  readonly draft: Draft;
  /** With what an attempt to save it without a form has ended. */
  readonly found?: SaveResult | undefined;
  readonly attribution: FormAttribution;
  readonly store: Pick<
    DraftStore,
    'keep' | 'hold' | 'claim' | 'discard' | 'flush' | 'keepState' | 'elsewhere' | 'onDidChange'
  >;
  /** Whether drafts are kept in memory only. */
  readonly inMemory: () => boolean;
  /** Of the draft's own account; undefined while that is not signed in, whoever else is. */
  readonly connection: () => FormConnection | undefined;
  readonly clock: Clock;
  /** Until the page has told its own. */
  readonly zone: string;
  readonly dayFirst: boolean;
  readonly wording: FormWording;
  readonly words: FormWords;
  readonly host: FormHost;
}
