import type { Company, Opportunity, Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { Refusal } from './refusal.ts';

/** The person of this id, as far as a field may name it; refused with the words seen in real answers. */
export function knownPerson(workspace: Workspace, id: number, field: string): Person {
  return known(workspace.persons, id, field, () => refuseMerged(workspace, 'person', id));
}

export function knownCompany(workspace: Workspace, id: number, field: string): Company {
  return known(workspace.companies, id, field, () => refuseMerged(workspace, 'company', id));
}

export function knownOpportunity(workspace: Workspace, id: number, field: string): Opportunity {
  return known(workspace.opportunities, id, field);
}

/** The record that a path names. One that is not there answers 404, a merged one says so. */
export function recordAt<Row>(
  workspace: Workspace,
  rows: ReadonlyMap<number, Row>,
  path: { readonly id: string; readonly kind: 'person' | 'company' | 'opportunity' | 'note' },
): Row {
  const id = idInPath(path.id);
  const row = rows.get(id);
  if (row !== undefined) return row;
  if (path.kind === 'person' || path.kind === 'company') refuseMerged(workspace, path.kind, id);
  throw new Refusal(404, `There is no ${path.kind === 'company' ? 'organization' : path.kind} ${path.id}`);
}

/** A path that holds no id leads nowhere: -1 is nobody's id. */
export function idInPath(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : -1;
}

function known<Row>(rows: ReadonlyMap<number, Row>, id: number, field: string, refuseGone?: () => void): Row {
  const row = rows.get(id);
  if (row !== undefined) return row;
  refuseGone?.();
  throw Refusal.invalidId(field, id);
}

function refuseMerged(workspace: Workspace, kind: 'person' | 'company', id: number): void {
  const merged = workspace.merged.find((one) => one.kind === kind && one.id === id);
  if (merged === undefined) return;
  const noun = kind === 'person' ? 'Person' : 'Organization';
  throw new Refusal(422, `${noun} ${id} has been merged into ${merged.into}`);
}
