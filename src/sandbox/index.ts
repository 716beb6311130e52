export { type Sandbox, type SandboxOptions, createSandbox } from './sandbox.ts';

export type { Clock } from './store/clock.ts';

export type { Fault, FaultKind, FaultTarget } from './testing/fault.ts';

export type { OpenQuestions } from './http/interactionQuery.ts';

export type { LimitOptions } from './http/limits.ts';

export type { RecordedRequest } from './testing/recordedRequest.ts';

export { SampleDataBuilder } from './store/sampleDataBuilder.ts';

export { fieldstone } from './fieldstone/fieldstone.ts';

export { sandboxKeys } from './http/sandboxKeys.ts';

export type { InteractionChange } from './store/workspace.ts';

export type * from './store/sampleData.ts';
