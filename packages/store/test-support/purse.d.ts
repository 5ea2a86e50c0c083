import type { Aggregate } from '@kvitt/domain';
import type { Instant } from '@kvitt/values';
/** The smallest aggregate with all that a store must handle: refusals, bugs and time. */
export interface Purse {
    readonly coins: number;
    readonly timer?: Instant;
}
export type PurseCommand = {
    readonly type: 'put';
    readonly coins: number;
} | {
    readonly type: 'take';
    readonly coins: number;
} | {
    readonly type: 'set-timer';
    readonly timer: Instant;
}
/** A decider with a bug. */
 | {
    readonly type: 'break';
} | {
    readonly type: 'tick';
    readonly id: string;
};
export type PurseEvent = {
    readonly type: 'put';
    readonly coins: number;
} | {
    readonly type: 'taken';
    readonly coins: number;
} | {
    readonly type: 'timer-set';
    readonly timer: Instant;
} | {
    readonly type: 'rang';
    readonly id: string;
};
export type PurseRefusal = 'tooFewCoins';
export declare const purse: Aggregate<Purse, PurseCommand, PurseEvent, PurseRefusal>;
//# sourceMappingURL=purse.d.ts.map