/** The types of an interaction in the order in which they are always shown. */
export const typesInOrder = [0, 1, 2, 3] as const;
