import { payment, type PaymentCommand } from '@kvitt/domain';
import { type Instant, type Reference } from '@kvitt/values';
import type { DecideRequest, IdempotencyKey, Replied, Store, StoreOptions } from '../src/store.ts';
export declare const T0: Instant;
export declare const EXPIRES_AT: Instant;
export declare const MSN: import("@kvitt/values").Msn;
/** Payments that tell webhooks, and purses that tell nobody. */
export declare const OPTIONS: StoreOptions;
export declare const REFERENCE: Reference;
export declare const KEY: string;
export declare function paymentKey(reference: string): string;
/** Where it is queued what one registration shall hear of one payment. */
export declare function deliveryKey(registrationId: string, reference?: string): string;
export declare function create(reference?: string, value?: number): PaymentCommand;
export declare function approve(): PaymentCommand;
export declare function capture(value: number, at?: Instant): PaymentCommand;
/** Lets time act and nothing else. */
export declare function tick(at: Instant): PaymentCommand;
export declare function onPayment(command: PaymentCommand, key?: string): DecideRequest<typeof payment>;
/** As an operation of the API does it: every answer is kept. */
export declare function answer(store: Store, command: PaymentCommand, idempotency: IdempotencyKey, key?: string): Promise<Replied>;
/** Registers webhooks for every event of a payment. */
export declare function register(store: Store, ...ids: readonly string[]): Promise<void>;
//# sourceMappingURL=payments.d.ts.map