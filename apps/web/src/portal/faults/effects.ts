import type { FaultEffectName } from '@kvitt/contract'

/** A member of the order that only some effects take. */
export type EffectField =
  'status' | 'code' | 'retryAfterSeconds' | 'when' | 'delayMs' | 'skewMs' | 'copies'

export interface Effect {
  readonly label: string
  readonly description: string
  readonly befalls: 'requests' | 'webhooks' | 'both'
  readonly fields: readonly EffectField[]
}

/** Everything that can go wrong on order. */
export const EFFECTS: Readonly<Record<FaultEffectName, Effect>> = {
  status: {
    label: 'Another answer',
    description: 'A status, a numbered problem or both, as the API or the gateway would give it.',
    befalls: 'requests',
    fields: ['status', 'code', 'retryAfterSeconds', 'when'],
  },
  drop: {
    label: 'Dropped connection',
    description:
      'The connection dies instead of an answer; a webhook is lost on its way, or its answer is.',
    befalls: 'both',
    fields: ['when'],
  },
  latency: {
    label: 'Slow answer',
    description: 'The answer takes longer; the payment is locked meanwhile, other changes are 423.',
    befalls: 'requests',
    fields: ['delayMs', 'when'],
  },
  truncate: {
    label: 'Broken off answer',
    description: 'The answer ends half way, though everything has happened.',
    befalls: 'requests',
    fields: [],
  },
  malform: {
    label: 'Answer that is no JSON',
    description: 'The answer is whole and cannot be read, though everything has happened.',
    befalls: 'requests',
    fields: [],
  },
  'clock-skew': {
    label: 'Wrong clock',
    description:
      'The Date of an answer, or the X-Ms-Date of a webhook, is off; the signature fits the date.',
    befalls: 'both',
    fields: ['skewMs'],
  },
  'wrong-signature': {
    label: 'Wrong signature',
    description: 'A webhook is signed with another secret.',
    befalls: 'webhooks',
    fields: [],
  },
  duplicate: {
    label: 'Webhook again',
    description: 'A webhook arrives once more, or several times, each time signed afresh.',
    befalls: 'webhooks',
    fields: ['copies'],
  },
  delay: {
    label: 'Late webhook',
    description:
      'A webhook goes out later on the environment’s clock; what its payment has to tell waits behind it.',
    befalls: 'webhooks',
    fields: ['delayMs'],
  },
  reorder: {
    label: 'Webhooks out of order',
    description: 'A webhook waits until the next one of its payment has overtaken it.',
    befalls: 'webhooks',
    fields: [],
  },
  withhold: {
    label: 'Withheld webhook',
    description: 'A webhook waits until it is released.',
    befalls: 'webhooks',
    fields: [],
  },
}
