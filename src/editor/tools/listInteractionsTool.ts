import { startOfDay } from '../../dates/wallTime.ts';
import { typeIds } from '../../model/interactionTypes.ts';
import { collectInteractions } from '../../tools/collectInteractions.ts';
import type { CollectDeps } from '../../tools/collectInteractions.ts';
import { listAnswer } from '../../tools/listAnswer.ts';
import { ToolError } from '../../tools/toolError.ts';
import { toolFailure } from '../../tools/toolFailure.ts';
import { typeIdOf } from '../../tools/toolInputs.ts';
import { toolWords } from '../words/toolWords.ts';
import type { ModelTool, ToolCall } from './modelTool.ts';
import { namedRecord } from './namedRecord.ts';
import type { RecordNames } from './recordNames.ts';
import { requestReserve } from './requestReserve.ts';

const DEFAULT_LIMIT = 20;

/** Lists the newest interactions of a record from what is loaded, and with a few requests for what is missing. */
export function listInteractionsTool(names: RecordNames): ModelTool<'affinity_list_interactions'> {
  return {
    notice: ({ record, types = [], after, before, limit = DEFAULT_LIMIT }, session) => {
      const name = names.find(session, record)?.name;
      const typeList = [...new Set(types)].map((key) => typeIdOf(key));
      return toolWords.list({ record, name, types: typeList, after, before, limit });
    },
    subject: ({ record }) => record,
    invoke: async (input, call) => {
      const { session, account, here, signal } = call;
      const { types, limit = DEFAULT_LIMIT } = input;
      const after = momentOf('after', input.after, here.zone);
      const before = momentOf('before', input.before, here.zone);
      if (after !== undefined && before !== undefined && after >= before)
        throw new ToolError('after must be earlier than before. Correct the input and call the tool again.');
      const record = await namedRecord(input.record, call);
      const wanted = types === undefined ? typeIds : types.map((key) => typeIdOf(key));
      const query = { record, types: wanted, after, before, limit };
      const collected = await collectInteractions(depsOf(call), query, signal);
      const { end, total } = collected;
      if (end?.kind === 'failed' && total === 0) throw toolFailure(end.error, record);
      const openingOf = session.openings.of.bind(session.openings);
      return listAnswer({ account, record, collected, openingOf, here });
    },
  };
}

function depsOf({ session, requests }: ToolCall): CollectDeps {
  const { timelines, histories } = session;
  return {
    timelines,
    interactions: session.source.interactions,
    kept: (record) => histories.kept(record),
    edits: (since) => histories.edits(since),
    requests,
    reserve: () => requestReserve(session),
    now: () => Date.now(),
  };
}

/** A day means its first instant in the host's zone. */
function momentOf(field: string, text: string | undefined, zone: string): number | undefined {
  if (text === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const isReal = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month >= 1 && month <= 12;
  const moment = text.length === 10 ? startOfDay({ year, month, day }, zone).getTime() : Date.parse(text);
  if (!isReal || Number.isNaN(moment))
    throw new ToolError(`${field} is a date that does not exist. Correct the input and call the tool again.`);
  return moment;
}
