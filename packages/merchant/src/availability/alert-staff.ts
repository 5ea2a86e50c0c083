import { availability, type AvailabilityEvent } from '@kvitt/domain'
import { adviceFor } from '../orders/failure-texts.ts'
import type { MerchantDeps } from '../services.ts'

/** Says at once, in the log, that a sales unit takes no payments, or lacks what a shop offers. */
export function alertStaff({ store, logger }: Pick<MerchantDeps, 'store' | 'logger'>): void {
  store.onCommit((written) => {
    for (const { kind, key, events } of written) {
      if (kind !== availability.kind) continue
      for (const event of events as readonly AvailabilityEvent[]) tell(logger, key, event)
    }
  })
}

function tell(logger: MerchantDeps['logger'], msn: string, event: AvailabilityEvent): void {
  switch (event.type) {
    case 'became-unavailable': {
      const { code } = event
      return logger.error(
        { msn, code, advice: adviceFor(code) },
        'the sales unit takes no payments: its method is to be hidden',
      )
    }
    case 'product-missed': {
      const { code, product } = event
      return logger.error(
        { msn, product, code, advice: adviceFor(code) },
        'the sales unit lacks a product that the shop makes use of',
      )
    }
    case 'became-available':
      return logger.info({ msn }, 'the sales unit takes payments again')
    case 'product-found':
      return logger.info({ msn, product: event.product }, 'the sales unit has the product now')
    case 'stayed-unavailable':
  }
}
