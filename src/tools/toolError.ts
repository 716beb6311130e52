/** A failure in words for a language model: what happened, then the next step. It never quotes the service. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
