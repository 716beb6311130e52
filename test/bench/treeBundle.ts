import type { InteractionTree } from '../../src/editor/tree/interactionTree.ts';
import { bundledWithStandIn } from './bundledWithStandIn.ts';

/** The class of the tree, bundled with a stand-in for the editor. */
export async function bundledTree(): Promise<typeof InteractionTree> {
  const file = 'src/editor/tree/interactionTree.ts';
  return (await bundledWithStandIn<{ InteractionTree: typeof InteractionTree }>(file)).InteractionTree;
}
