import type { FormPlace } from '../../src/protocol/formValues.ts';
import type { FormView, Remark } from '../../src/protocol/formView.ts';

type IsFresh = (place: FormPlace) => boolean;

/** The view to be drawn: of the places that the user has changed since the answer was made, the one that stands. */
export function freshView(answer: FormView, standing: FormView, isFresh: IsFresh): FormView {
  const at = (place: FormPlace): FormView => (isFresh(place) ? answer : standing);
  return {
    ...answer,
    date: at('date').date,
    people: at('people').people,
    hasDirection: at('type').hasDirection,
    problems: freshRemarks(answer.problems, standing.problems, isFresh),
  };
}

function freshRemarks(
  answer: readonly Remark[],
  standing: readonly Remark[],
  isFresh: IsFresh,
): readonly Remark[] {
  return [...answer.filter(({ at }) => isFresh(at)), ...standing.filter(({ at }) => !isFresh(at))];
}
