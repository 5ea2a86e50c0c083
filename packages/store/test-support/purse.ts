import type { Aggregate } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'

/** The smallest aggregate with all that a store must handle: refusals, bugs and time. */
export interface Purse {
  readonly coins: number
  readonly timer?: Instant
}

export type PurseCommand =
  | { readonly type: 'put'; readonly coins: number }
  | { readonly type: 'take'; readonly coins: number }
  | { readonly type: 'set-timer'; readonly timer: Instant }
  /** A decider with a bug. */
  | { readonly type: 'break' }
  | { readonly type: 'tick'; readonly id: string }

export type PurseEvent =
  | { readonly type: 'put'; readonly coins: number }
  | { readonly type: 'taken'; readonly coins: number }
  | { readonly type: 'timer-set'; readonly timer: Instant }
  | { readonly type: 'rang'; readonly id: string }

export type PurseRefusal = 'tooFewCoins'

export const purse: Aggregate<Purse, PurseCommand, PurseEvent, PurseRefusal> = {
  kind: 'purse',
  decide(state, command) {
    switch (command.type) {
      case 'put':
        return { events: [{ type: 'put', coins: command.coins }] }
      case 'take':
        return command.coins > (state?.coins ?? 0)
          ? { refusal: 'tooFewCoins' }
          : { events: [{ type: 'taken', coins: command.coins }] }
      case 'set-timer':
        return { events: [{ type: 'timer-set', timer: command.timer }] }
      case 'break':
        throw new Error('the purse is broken')
      case 'tick':
        return { events: state?.timer === undefined ? [] : [{ type: 'rang', id: command.id }] }
    }
  },
  evolve(state = { coins: 0 }, event) {
    switch (event.type) {
      case 'put':
        return { ...state, coins: state.coins + event.coins }
      case 'taken':
        return { ...state, coins: state.coins - event.coins }
      case 'timer-set':
        return { ...state, timer: event.timer }
      case 'rang':
        return { coins: state.coins }
    }
  },
  wakeAt: ({ timer }) => timer,
  tick: (_at, newId) => ({ type: 'tick', id: newId() }),
}
