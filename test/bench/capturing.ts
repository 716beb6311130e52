import { capture } from '../../src/drafts/capture/capture.ts';
import { longFiles } from '../drafts/capture/longFiles.ts';
import type { Figure } from './figure.ts';
import type { Finding } from './finding.ts';
import { timed } from './timed.ts';

const ROUNDS = 5;

const when = { now: new Date('2026-11-23T10:15:30Z'), zone: 'Europe/Berlin', dayFirst: false };

const user = { id: 1, name: 'Ann Lee', email: 'ann@firm.example', standing: 'internal' } as const;

/** Minutes of 1 MB, which are read without a library. */
const minutes = `# Call with Acme, 12 November 2026\n\n${'- Jane Roe <jane@acme.example> said: we need two lines by March.\n'.repeat(15_000)}`;

/** Files of 1 MB as a form takes them, held against plain text of the same length. */
export const capturing: Figure = async () => {
  const shown = ['calendar.ics', 'attendees.ics', 'mail.eml', 'meeting.vtt'] as const;
  const findings: Finding[] = [];
  for (const name of shown) {
    // The first one loads the library.
    await read(name, longFiles[name]);
    const [ours, plain]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await read(name, longFiles[name]));
      plain.push(await read('minutes.md', minutes));
    }
    findings.push({
      figure: 'capturing',
      what: `1 MB: ${name}`,
      ours: { values: ours, unit: 'ms' },
      baseline: { values: plain, unit: 'ms', what: 'Markdown of 1 MB' },
      comparison: 'ratio',
      goal: { atMost: 4 },
    });
  }
  return { findings };
};

function read(fileName: string, content: string): Promise<number> {
  return timed(async () => {
    if ((await capture({ fileName, content }, user, when)).kind === 'problem')
      throw new Error(`Nothing was found in ${fileName}.`);
  });
}
