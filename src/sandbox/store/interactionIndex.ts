import type { Interaction, InteractionType } from './sampleData.ts';

/**
 * Answers "who took part in what" without looking at every interaction. Made anew after a change, when next
 * asked.
 */
export class InteractionIndex {
  readonly #byTypeAndPerson = new Map<InteractionType, Map<number, Interaction[]>>();

  constructor(interactions: Iterable<Interaction>) {
    for (const interaction of interactions) {
      const byPerson = this.#byTypeAndPerson.get(interaction.type) ?? new Map<number, Interaction[]>();
      this.#byTypeAndPerson.set(interaction.type, byPerson);
      for (const personId of interaction.personIds) {
        const known = byPerson.get(personId);
        if (known === undefined) byPerson.set(personId, [interaction]);
        else known.push(interaction);
      }
    }
  }

  /** The interactions in which any of these persons takes part, each once, in no order. */
  of(type: InteractionType, personIds: readonly number[]): Iterable<Interaction> {
    const byPerson = this.#byTypeAndPerson.get(type);
    const [only, ...others] = personIds;
    if (only !== undefined && others.length === 0) return byPerson?.get(only) ?? [];
    return new Set(personIds.flatMap((personId) => byPerson?.get(personId) ?? []));
  }
}
