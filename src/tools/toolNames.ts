/** The tools that language models may call. None of them writes, deletes or sends. A test compares them with the manifest. */
export const toolNames = [
  'affinity_find_record',
  'affinity_list_interactions',
  'affinity_read_interaction',
  'affinity_search',
  'affinity_draft_interaction',
] as const;

export type ToolName = (typeof toolNames)[number];
