import type { ClockView, DirectoryChange, FaultsChange } from '@kvitt/contract'
import { isOver } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { StateKind } from '../journal/journal.ts'
import type { Services } from '../services.ts'

/** What followers are told when a part of the environment's state has changed. */
export const STATE_VIEWS: Readonly<Record<StateKind, (services: Services) => object>> = {
  clock: clockView,
  directory: ({ directoryService }): DirectoryChange => ({
    revision: directoryService.current.revision,
  }),
  faults: ({ faults, clock }): FaultsChange => {
    const { faults: ordered, held } = faults.current
    const at = clock.now()
    return {
      active: ordered.filter((fault) => !isOver(fault, at)).length,
      held: held.length,
      hits: ordered.reduce((sum, { hits }) => sum + hits, 0),
    }
  },
}

/** The environment's clock as the control API shows it. */
export function clockView({ clock, systemClock }: Services): ClockView {
  return {
    now: formatInstant(clock.now()),
    frozen: clock.setting.mode === 'frozen',
    systemNow: formatInstant(systemClock.now()),
  }
}
