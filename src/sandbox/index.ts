export { Sandbox } from './sandbox.ts';
export { sandboxKeys } from './http/sandboxKeys.ts';
