import type { Aggregate } from '@kvitt/domain'
import { earliest, type Instant } from '@kvitt/values'

/** The smallest aggregate that wants to be woken, as often as it is told to. */
interface Reminder {
  readonly due: readonly Instant[]
}

type ReminderCommand =
  { readonly type: 'set'; readonly due: Instant } | { readonly type: 'ring'; readonly at: Instant }

export const reminder: Aggregate<Reminder, ReminderCommand, ReminderCommand, never> = {
  kind: 'reminder',
  decide: (_state, command) => ({ events: [command] }),
  evolve: ({ due } = { due: [] }, event) => ({
    due: event.type === 'set' ? [...due, event.due] : due.filter((each) => each > event.at),
  }),
  wakeAt: ({ due }) => earliest(...due),
}
