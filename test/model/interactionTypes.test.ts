import { describe, expect, expectTypeOf, it } from 'vitest';
import { Direction, InteractionType } from '../../src/affinity/index.ts';
import {
  canBeLogged,
  directionOf,
  directions,
  hasDirection,
  interactionTypes,
  isEvent,
  loggableTypeIds,
  typeIds,
  typeKey,
  typeName,
  typeOfKey,
} from '../../src/model/interactionTypes.ts';
import type { TypeId } from '../../src/model/interactionTypes.ts';

const { meeting, call, chatMessage, email } = interactionTypes;

describe('the table of interaction types', () => {
  it('has the names and numbers of the client library', () => {
    expectTypeOf<TypeId>().toEqualTypeOf<InteractionType>();
    expect(Object.fromEntries(Object.entries(interactionTypes).map(([name, { id }]) => [name, id]))).toEqual(
      InteractionType,
    );
    expect(directions).toEqual(Direction);
  });

  it('is in the order of the tree', () => {
    expect(typeIds).toEqual([meeting.id, call.id, chatMessage.id, email.id]);
  });

  it.each(Object.entries(interactionTypes))('answers for %s', (name, facts) => {
    expect(typeName(facts.id)).toBe(name);
    expect(typeOfKey(typeKey(facts.id))).toBe(facts.id);
    expect(hasDirection(facts.id)).toBe(facts.hasDirection);
    expect(isEvent(facts.id)).toBe(facts.isEvent);
    expect(canBeLogged(facts.id)).toBe(facts.canBeLogged);
    expect((loggableTypeIds as readonly number[]).includes(facts.id)).toBe(facts.canBeLogged);
  });

  it('knows nothing of a type that the service may add', () => {
    expect(typeName(99)).toBeUndefined();
    expect(typeOfKey('fax')).toBeUndefined();
    expect([hasDirection(99), isEvent(99), canBeLogged(99)]).toEqual([false, false, false]);
  });
});

describe('a direction', () => {
  it.each([
    [0, directions.sent],
    [1, directions.received],
    [2, undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %s is %s', (value, expected) => {
    expect(directionOf(chatMessage.id, value)).toBe(expected);
    expect(directionOf(email.id, value)).toBe(expected);
    expect([meeting.id, call.id, 99].map((type) => directionOf(type, value))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
