// What the page does not need to be seen, nor to take the focus. It is most of what the page runs, and a script of its own,
// which `loadDeferred.ts` asks for when the page is loaded.
import './withoutEval.ts';
import '../registerToolkit.ts';

export { readMessageToPage, readPageState } from '../../src/protocol/messageToPage.ts';
