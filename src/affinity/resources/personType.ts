/** `collaborator` is in no documentation, but in answers. Numbers beyond these are handed on as they came. */
export const PersonType = { external: 0, internal: 1, collaborator: 2 } as const;
export type PersonType = (typeof PersonType)[keyof typeof PersonType];
