import type { MessageToHost } from '../../src/protocol/messageToHost.ts';
import type { FormOpening, PageState } from '../../src/protocol/messageToPage.ts';
import { keepState, listen, send, wasShownBefore } from './editorHost.ts';
import { Edits } from './edits.ts';
import { element } from './element.ts';
import { FormPage } from './formPage.ts';
import { HostWatch } from './hostWatch.ts';
import { loadDeferred } from './loadDeferred.ts';
import { placeOfUser, select } from './placeOfUser.ts';

const deferred = loadDeferred().catch(giveUp);
const status = element('div', { class: 'unseen', role: 'status' });
const main = document.querySelector('main') ?? document.body.appendChild(element('main'));
const watch = new HostWatch((isSilent) => form?.page.lose(isSilent));
const edits = new Edits(ask);
let form: { readonly page: FormPage; readonly draft: string } | undefined;
/** The user is to be brought back to where the page was left, which is remembered until then. */
let isComingBack = false;
/** What the page was drawn with before the host has answered. */
let drawnAhead: FormOpening | undefined;

// Also what cannot be read yet, or at all, tells that the host is there.
window.addEventListener('message', () => watch.heard());
listen(deferred, (message, kept) => {
  if (message.kind === 'init') hear(message, kept);
  else form?.page.take(message);
});
document.addEventListener('keydown', pressed);
window.addEventListener('blur', leave);
document.addEventListener('visibilitychange', leave);
document.addEventListener('focusin', remember);
document.addEventListener('scrollend', remember);
document.addEventListener('input', remember);
// The caret moves without an event of its own, and the page is taken away without a word.
document.addEventListener('keyup', remember);
document.addEventListener('pointerup', remember);
document.body.append(status);
drawAhead();
send({ kind: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });

/** The first time the page holds how it begins, and need not wait to be told. */
function drawAhead(): void {
  const text = main.dataset['opening'];
  delete main.dataset['opening'];
  if (text === undefined || wasShownBefore()) return;
  drawnAhead = JSON.parse(text) as FormOpening;
  begin(drawnAhead);
}

function hear(init: FormOpening, kept: PageState | undefined): void {
  const ahead = drawnAhead?.draft === init.draft ? drawnAhead : undefined;
  drawnAhead = undefined;
  if (ahead === undefined) begin(init, kept?.draft === init.draft ? kept : undefined);
  else form?.page.catchUp(ahead, init);
}

function begin(init: FormOpening, before?: PageState): void {
  const page = new FormPage({ words: init.words, edits, send: say, announce }, init);
  main.replaceChildren(...page.elements);
  page.start(init);
  if (before?.query !== undefined) page.people.query = before.query;
  form = { page, draft: init.draft };
  isComingBack = before !== undefined;
  if (!isComingBack) page.focusFirst();
  void deferred.then(() => finish(page, before));
}

function finish(page: FormPage, before?: PageState): void {
  page.finish();
  // The toolkit's parts take their values, and the focus, with the next frame.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusAgain(before);
    isComingBack = false;
    remember();
  });
}

/** The host closes the page then: nothing comes after. */
async function giveUp(): Promise<never> {
  say({ kind: 'unfinished' });
  return await new Promise<never>(() => undefined);
}

/** What was typed comes before what is done after it. */
function say(message: MessageToHost): void {
  edits.flush();
  ask(message);
}

/** Changes and saves are always answered, as soon as they arrive. */
function ask(message: MessageToHost): void {
  if ('revision' in message) watch.asked();
  send(message);
  // What is entered leaves its field without an event.
  remember();
}

function announce(sentence: string): void {
  if (status.textContent !== sentence) status.textContent = sentence;
}

function focusAgain(before: PageState | undefined): void {
  form?.page.focusPart(before?.focus);
  if (before?.selection !== undefined) select(before.selection);
  if (before?.scroll !== undefined) window.scrollTo({ top: before.scroll });
}

function pressed(event: KeyboardEvent): void {
  // Keys of the editor are among them, and Ctrl+W closes the page before what was typed last is due.
  if ((event.ctrlKey || event.metaKey || event.altKey) && !event.repeat) edits.flush();
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form?.page.submit();
  } else if (event.key === 'Escape') {
    if (form === undefined) say({ kind: 'cancel' });
    else form.page.cancel();
  }
}

/** The page may be taken away as soon as it is out of sight. */
function leave(): void {
  edits.flush();
  remember();
}

function remember(): void {
  if (form !== undefined && !isComingBack) keepState(placeOfUser(form.draft, form.page.people.query));
}
