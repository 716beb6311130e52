import type { Company, Opportunity, Person } from '../store/sampleData.ts';
import type { Workspace } from '../store/workspace.ts';
import { Refusal } from './refusal.ts';

const collections = { person: 'persons', company: 'companies', opportunity: 'opportunities' } as const;

const nouns = { person: 'person', company: 'organization', opportunity: 'opportunity' } as const;

interface Records {
  readonly person: Person;
  readonly company: Company;
  readonly opportunity: Opportunity;
}

export type RecordKind = keyof Records;

/** The record that a field names. Source of the refusal's words: real answers. */
export function knownRecord<Kind extends RecordKind>(
  workspace: Workspace,
  kind: Kind,
  { id, field }: { readonly id: number; readonly field: string },
): Records[Kind] {
  const record = recordOf(workspace, kind, id);
  if (record !== undefined) return record;
  throw Refusal.invalidId(field, id);
}

/** The record that a path names, or 404. */
export function recordAt<Kind extends RecordKind>(
  workspace: Workspace,
  kind: Kind,
  idText: string,
): Records[Kind] {
  const record = recordOf(workspace, kind, idInPath(idText));
  if (record !== undefined) return record;
  throw new Refusal(404, `There is no ${nouns[kind]} ${idText}`);
}

/** A path without a valid id gives -1, which no record has. */
export function idInPath(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : -1;
}

/** A merged record is refused with 422 for every caller. */
function recordOf<Kind extends RecordKind>(
  workspace: Workspace,
  kind: Kind,
  id: number,
): Records[Kind] | undefined {
  const record = workspace[collections[kind]].get(id);
  if (record !== undefined) return record as Records[Kind];
  const merged = workspace.merged.find((one) => one.kind === kind && one.id === id);
  if (merged === undefined) return undefined;
  const noun = kind === 'person' ? 'Person' : 'Organization';
  throw new Refusal(422, `${noun} ${id} has been merged into ${merged.into}`);
}
