import { expect } from 'vitest';
import { smallFirm } from '../../sandbox/smallFirm.ts';
import { eventually } from '../../support/eventually.ts';
import { seen } from './vscodeStandIn.ts';

/** Enters type and ID of an email where a command asks for an interaction, and gives the ID. */
export async function enterEmailId(): Promise<number> {
  const { id } = smallFirm().interactions.find(({ type }) => type === 3) ?? expect.unreachable();
  await choose('Enter Type and ID…');
  await choose('Email');
  await eventually(() => expect(seen.inputs.at(-1)?.title).toBe('Email'));
  const box = seen.inputs.at(-1);
  box?.type(String(id));
  box?.accept();
  return id;
}

/** Chooses in the list that is shown next. */
async function choose(label: string): Promise<void> {
  await eventually(() => expect(seen.inputs.at(-1)?.items.map((item) => item.label)).toContain(label));
  seen.inputs.at(-1)?.choose(label);
}
