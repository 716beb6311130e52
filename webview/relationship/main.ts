import type { RelationshipToHost } from '../../src/protocol/relationshipToHost.ts';
import type {
  RelationshipOpening,
  RelationshipState,
  RelationshipToPage,
} from '../../src/protocol/relationshipToPage.ts';
import { element } from '../shared/element.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import type { MessageReaders } from '../shared/hostConnection.ts';
import { loadDeferred } from '../shared/loadDeferred.ts';
import { userPlace, whenFocused } from '../shared/userPlace.ts';
import { RelationshipPage } from './relationshipPage.ts';

/** The messages that a view answers. */
const answered = new Set<RelationshipToHost['kind']>([
  'ready',
  'chooseRange',
  'toggleType',
  'choosePerson',
  'listCell',
  'listMore',
  'read',
  'stop',
]);

const deferred = loadDeferred<MessageReaders<RelationshipToPage, RelationshipState>>().catch(giveUp);
const status = element('div', { class: 'visuallyHidden', role: 'status' });
const main = document.querySelector('main') ?? document.body.appendChild(element('main'));
const host = new HostConnection<RelationshipToHost, RelationshipToPage, RelationshipState>((isSilent) =>
  shown?.page.setLost(isSilent),
);
let shown: { readonly page: RelationshipPage; readonly subject: RelationshipOpening['subject'] } | undefined;
/** The user's place is not kept until it was restored. */
let isRestoring = false;
/** The place in a page that was restored and hasn't had the focus since. */
let unfocused: string | undefined;

host.listen(deferred, (message, kept) => {
  if (message.kind === 'announce') announce(message.sentence);
  else if (message.kind === 'view') update(message.view);
  else if (shown?.subject.id === message.subject.id) update(message.view);
  else start(message, kept);
});
window.addEventListener('blur', keepPlace);
document.addEventListener('visibilitychange', keepPlace);
for (const type of ['focusin', 'scrollend', 'keyup', 'pointerup']) document.addEventListener(type, keepPlace);
document.body.append(status);
startWithEmbeddedOpening();
send({ kind: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });

/** A page that is opened for the first time need not wait for the host. */
function startWithEmbeddedOpening(): void {
  const json = main.dataset['opening'];
  delete main.dataset['opening'];
  if (json !== undefined && !host.wasOpenBefore) start(JSON.parse(json) as RelationshipOpening);
}

function start(opening: RelationshipOpening, kept?: RelationshipState): void {
  const { words, subject } = opening;
  const page = new RelationshipPage({ words, send, announce }, opening);
  main.replaceChildren(...page.elements);
  page.renderFirst();
  shown = { page, subject };
  isRestoring = kept !== undefined;
  if (!isRestoring) page.focusPlace(undefined);
  void deferred.then(() => finish(page, kept));
}

function update(view: RelationshipOpening['view']): void {
  shown?.page.render(view);
  keepPlace();
}

function finish(page: RelationshipPage, kept?: RelationshipState): void {
  page.finish();
  // The toolkit's elements take their values, and the focus, in the next frame.
  requestAnimationFrame(() => {
    if (kept !== undefined) restoreFocus(page, kept.focus);
    if (kept?.scroll !== undefined) window.scrollTo({ top: kept.scroll });
    isRestoring = false;
    keepPlace();
  });
}

function restoreFocus(page: RelationshipPage, place: string | undefined): void {
  unfocused = place;
  whenFocused(() => {
    unfocused = undefined;
    page.focusPlace(place);
  });
}

/** Reports that the second script can't be loaded. The host then closes the page, so this never resolves. */
async function giveUp(): Promise<never> {
  send({ kind: 'unfinished' });
  return await new Promise<never>(() => undefined);
}

function send(message: RelationshipToHost): void {
  if (answered.has(message.kind)) host.ask(message);
  else host.send(message);
}

function announce(sentence: string): void {
  if (status.textContent !== sentence) status.textContent = sentence;
}

function keepPlace(): void {
  if (shown === undefined || isRestoring) return;
  const { focus = unfocused, scroll } = userPlace('[id]');
  const { choices } = shown.page.view;
  host.keepState({ subject: shown.subject, choices, scroll, ...(focus === undefined ? {} : { focus }) });
}
