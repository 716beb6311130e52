import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { FormOpening, MessageToPage, PageState } from '../../src/protocol/messageToPage.ts';
import { element } from '../shared/element.ts';
import { HostConnection } from '../shared/hostConnection.ts';
import type { MessageReaders } from '../shared/hostConnection.ts';
import { isInputMethodKey, isSaveKey } from '../shared/isSaveKey.ts';
import { loadDeferred } from '../shared/loadDeferred.ts';
import { restoreSelection, userPlace, whenFocused } from '../shared/userPlace.ts';
import { Edits } from './edits.ts';
import { FormPage } from './formPage.ts';

/** The elements whose ids tell where the user is. */
const PLACES = '.field, .panel, .footer [id]';

const deferred = loadDeferred<MessageReaders<MessageToPage, PageState>>().catch(giveUp);
const status = element('div', { class: 'visuallyHidden', role: 'status' });
const main = document.querySelector('main') ?? document.body.appendChild(element('main'));
const host = new HostConnection<MessageToHost, MessageToPage, PageState>((isSilent) =>
  form?.page.setLost(isSilent),
);
const edits = new Edits(send);
let form: { readonly page: FormPage; readonly draft: string } | undefined;
/** The user's place is not kept until it was restored. */
let isRestoring = false;
/** The place in a page that was restored and hasn't had the focus since. */
let unfocused: PageState | undefined;
/** The state in the page's HTML, until the host has answered. */
let embeddedOpening: FormOpening | undefined;

host.listen(deferred, (message, kept) => {
  if (message.kind === 'init') initialize(message, kept);
  else form?.page.receive(message);
});
// Before the toolkit, whose radio buttons are checked by Enter, and before the editor, which has its own Ctrl+S.
document.addEventListener('keydown', onSaveKey, true);
document.addEventListener('keydown', onKeyDown);
window.addEventListener('blur', onLeave);
document.addEventListener('visibilitychange', onLeave);
// The caret moves without an event of its own, and the page can be closed without one.
for (const type of ['focusin', 'scrollend', 'input', 'keyup', 'pointerup'])
  document.addEventListener(type, keepPlace);
document.body.append(status);
startWithEmbeddedOpening();
host.send({ kind: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
tellFocus(document.hasFocus());
window.addEventListener('focus', () => tellFocus(true));
window.addEventListener('blur', () => tellFocus(false));

/** A page that is opened for the first time need not wait for the host. */
function startWithEmbeddedOpening(): void {
  const json = main.dataset['opening'];
  delete main.dataset['opening'];
  if (json === undefined || host.wasOpenBefore) return;
  embeddedOpening = JSON.parse(json) as FormOpening;
  start(embeddedOpening);
}

function initialize(init: FormOpening, kept: PageState | undefined): void {
  const before = embeddedOpening?.draft === init.draft ? embeddedOpening : undefined;
  embeddedOpening = undefined;
  if (before === undefined) start(init, kept?.draft === init.draft ? kept : undefined);
  else form?.page.update(before, init);
}

function start(init: FormOpening, kept?: PageState): void {
  const page = new FormPage({ words: init.words, edits, send: flushAndSend, announce }, init);
  main.replaceChildren(...page.elements);
  page.start(init);
  if (kept?.query !== undefined) page.people.query = kept.query;
  form = { page, draft: init.draft };
  isRestoring = kept !== undefined;
  if (!isRestoring) page.focusFirst();
  void deferred.then(() => finish(page, kept));
}

function finish(page: FormPage, kept?: PageState): void {
  page.finish();
  // The toolkit's elements take their values, and the focus, in the next frame.
  requestAnimationFrame(() => {
    unfocused = kept;
    whenFocused(() => restoreFocus(kept));
    if (kept?.scroll !== undefined) window.scrollTo({ top: kept.scroll });
    isRestoring = false;
    keepPlace();
  });
}

/** Reports that the second script can't be loaded. The host then closes the page, so this never resolves. */
async function giveUp(): Promise<never> {
  flushAndSend({ kind: 'unfinished' });
  return await new Promise<never>(() => undefined);
}

/** Sends what was typed before the message. */
function flushAndSend(message: MessageToHost): void {
  edits.flush();
  send(message);
}

function send(message: MessageToHost): void {
  // The host always answers changes and saves.
  if ('revision' in message) host.ask(message);
  else host.send(message);
  // A name that was added has left its field without an event.
  keepPlace();
}

function announce(sentence: string): void {
  if (status.textContent !== sentence) status.textContent = sentence;
}

/** Saves if it can. In any case, no dialog of the browser or the editor may open. */
function onSaveKey(event: KeyboardEvent): void {
  if (!isSaveKey(event)) return;
  event.preventDefault();
  event.stopPropagation();
  // A key that is held must not answer the question that its first press led to.
  if (!event.repeat && !isInputMethodKey(event)) form?.page.submit();
}

function onKeyDown(event: KeyboardEvent): void {
  // It may be a key of the editor: Ctrl+W closes the page before the last edit is due.
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.repeat) edits.flush();
  if (event.key !== 'Escape' || isInputMethodKey(event) || event.defaultPrevented) return;
  if (form === undefined) flushAndSend({ kind: 'cancel' });
  else form.page.cancel();
}

/** When the form closes, the editor has to be told to take over the keyboard. */
function tellFocus(hasFocus: boolean): void {
  host.send({ kind: 'focus', hasFocus });
}

/** The editor may discard the page as soon as it is hidden. */
function onLeave(): void {
  edits.flush();
  keepPlace();
}

function keepPlace(): void {
  if (form === undefined || isRestoring) return;
  const { focus, selection } = unfocused ?? {};
  const before = {
    ...(focus === undefined ? {} : { focus }),
    ...(selection === undefined ? {} : { selection }),
  };
  host.keepState({ ...before, draft: form.draft, query: form.page.people.query, ...userPlace(PLACES) });
}

function restoreFocus(kept: PageState | undefined): void {
  unfocused = undefined;
  form?.page.focusPart(kept?.focus);
  if (kept?.selection !== undefined) restoreSelection(kept.selection);
}
