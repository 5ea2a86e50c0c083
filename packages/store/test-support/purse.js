export const purse = {
    kind: 'purse',
    decide(state, command) {
        switch (command.type) {
            case 'put':
                return { events: [{ type: 'put', coins: command.coins }] };
            case 'take':
                return command.coins > (state?.coins ?? 0)
                    ? { refusal: 'tooFewCoins' }
                    : { events: [{ type: 'taken', coins: command.coins }] };
            case 'set-timer':
                return { events: [{ type: 'timer-set', timer: command.timer }] };
            case 'break':
                throw new Error('the purse is broken');
            case 'tick':
                return { events: state?.timer === undefined ? [] : [{ type: 'rang', id: command.id }] };
        }
    },
    evolve(state = { coins: 0 }, event) {
        switch (event.type) {
            case 'put':
                return { ...state, coins: state.coins + event.coins };
            case 'taken':
                return { ...state, coins: state.coins - event.coins };
            case 'timer-set':
                return { ...state, timer: event.timer };
            case 'rang':
                return { coins: state.coins };
        }
    },
    wakeAt: ({ timer }) => timer,
    tick: (_at, newId) => ({ type: 'tick', id: newId() }),
};
//# sourceMappingURL=purse.js.map