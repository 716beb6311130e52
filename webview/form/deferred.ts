// What the page is seen and focused without: a script of its own, and most of what the page runs. `loadDeferred.ts` asks for
// it then.
import './withoutEval.ts';
import '../registerToolkit.ts';

export { readMessageToPage } from '../../src/protocol/messageToPage.ts';
export { readPageState } from '../../src/protocol/pageState.ts';
