import type { WeekView } from '../week/weekView.ts';
import type { CommandHandlers } from './commandHandlers.ts';

type Names = 'refreshWeek' | 'loadWeek' | 'showMyMeetings' | 'showEveryonesMeetings';

/** The commands of My Week. Progress shows in the view, and a failure becomes a row there. */
export function weekCommands(week: WeekView): Pick<CommandHandlers, Names> {
  return {
    refreshWeek: () => week.refresh(),
    loadWeek: () => week.load(),
    showMyMeetings: () => week.setScope('mine'),
    showEveryonesMeetings: () => week.setScope('everyone'),
  };
}
