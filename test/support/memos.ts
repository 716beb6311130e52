import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchedFolder } from './folders.ts';

const memos = {
  'Acme Robotics.md': `# Acme Robotics

Follow the company in the Affinity view to see when we last spoke to them.

## Open questions

- Which of the two pilots is paid?
- Who decides on the lease, and by when?

## Call with their head of operations

Both lines are over the test period; the third starts in six weeks. They asked for a term sheet before the next board
meeting, and for two references from logistics.
`,
  'This week.md': `# This week

| company | next |
| --- | --- |
| Acme Robotics | references, then the term sheet |
| Helios Grid | read the grid study before Thursday |
| Brightloom | nothing since the last call |
`,
} as const;

/** Returns a folder with memos to read and select. Existing files are kept. */
export async function provideMemos(): Promise<string> {
  const folder = path.join(fetchedFolder, 'memos');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(memos)) {
    const file = path.join(folder, name);
    if (!existsSync(file)) await writeFile(file, text);
  }
  return folder;
}
