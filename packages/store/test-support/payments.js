import { randomUUID } from 'node:crypto';
import { payment, registrationsFor, webhookDelivery, webhookRegistrations, } from '@kvitt/domain';
import { addMs, instant, MINUTE_MS, parseMsn, parsePhoneNumber, parseReference, } from '@kvitt/values';
import { purse } from './purse.js';
export const T0 = instant(Date.UTC(2026, 0, 1, 12));
export const EXPIRES_AT = addMs(T0, 10 * MINUTE_MS);
export const MSN = known(parseMsn('123456'));
const CUSTOMER = known(parsePhoneNumber('4712345678'));
const SALES_UNIT = {
    msn: MSN,
    name: 'Acme',
    market: 'NO',
    grants: { push: true, longLiving: true, partialCapture: true, lateCapture: false },
    bankAccountVerified: true,
};
/** Payments that tell webhooks, and purses that tell nobody. */
export const OPTIONS = {
    newId: randomUUID,
    aggregates: [payment, webhookRegistrations, webhookDelivery, purse],
    reactions: [
        {
            kind: payment.kind,
            consults: () => ({ aggregate: webhookRegistrations, key: MSN }),
            follow: (event, state, consulted) => registrationsFor(consulted, event.type).map(({ id }) => enqueue(event, state.reference, id)),
        },
    ],
};
function enqueue(event, reference, registrationId) {
    return {
        aggregate: webhookDelivery,
        key: deliveryKey(registrationId, reference),
        command: {
            type: 'enqueue',
            msn: MSN,
            registrationId,
            reference,
            eventType: event.type,
            body: 'amount' in event ? `${event.type} ${event.amount}` : event.type,
            enqueuedAt: event.at,
        },
    };
}
export const REFERENCE = known(parseReference('acme-shop-1'));
export const KEY = paymentKey(REFERENCE);
export function paymentKey(reference) {
    return `${MSN}/${reference}`;
}
/** Where it is queued what one registration shall hear of one payment. */
export function deliveryKey(registrationId, reference = REFERENCE) {
    return `${MSN}/${registrationId}/${reference}`;
}
export function create(reference = REFERENCE, value = 1_000) {
    return {
        type: 'create',
        at: T0,
        pspReference: randomUUID(),
        token: randomUUID(),
        msn: MSN,
        reference: known(parseReference(reference)),
        salesUnit: SALES_UNIT,
        request: {
            amount: { currency: 'NOK', value },
            method: 'WALLET',
            userFlow: 'WEB_REDIRECT',
            customerInteraction: 'CUSTOMER_PRESENT',
            returnUrl: 'https://example.com/',
            strict: false,
        },
    };
}
export function approve() {
    return {
        type: 'approve',
        at: T0,
        pspReference: randomUUID(),
        salesUnit: SALES_UNIT,
        customer: CUSTOMER,
        card: { network: 'VISA', bin: '492556' },
    };
}
export function capture(value, at = T0) {
    return {
        type: 'capture',
        at,
        pspReference: randomUUID(),
        amount: { currency: 'NOK', value },
        partialAllowed: true,
    };
}
/** Lets time act and nothing else. */
export function tick(at) {
    return { type: 'tick', at, pspReference: randomUUID() };
}
export function onPayment(command, key = KEY) {
    return { aggregate: payment, key, command, at: command.at };
}
/** As an operation of the API does it: every answer is kept. */
export function answer(store, command, idempotency, key = KEY) {
    return store.reply({
        ...onPayment(command, key),
        idempotency,
        reply: ({ refusal, events }) => {
            const pspReferences = events.map((event) => ('pspReference' in event ? event.pspReference : ''));
            return { status: refusal ? 400 : 200, body: { refusal, pspReferences }, kept: true };
        },
    });
}
/** Registers webhooks for every event of a payment. */
export async function register(store, ...ids) {
    for (const id of ids) {
        await store.decide({
            aggregate: webhookRegistrations,
            key: MSN,
            at: T0,
            command: {
                type: 'register',
                at: T0,
                msn: MSN,
                id,
                url: 'https://example.com/webhooks',
                events: ['created', 'authorized', 'captured', 'expired'],
                secret: 'secret',
            },
        });
    }
}
function known(value) {
    if (value === undefined)
        throw new Error('the test names something malformed');
    return value;
}
//# sourceMappingURL=payments.js.map