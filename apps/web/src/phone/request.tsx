import { ApproveStep } from './approve-step.tsx'
import { ConsentStep } from './consent-step.tsx'
import { DeliveryStep } from './delivery-step.tsx'
import type { StageProps } from './payment-page.tsx'

/** What the customer is asked, one thing after the other: the cost of delivery is part of the sum. */
export function Request(props: StageProps): React.ReactNode {
  const { payment, wish } = props
  if (payment.profile && !payment.profile.given && !wish.agreed) return <ConsentStep {...props} />
  if (payment.delivery && !wish.delivery) {
    return <DeliveryStep {...props} delivery={payment.delivery} />
  }
  return <ApproveStep {...props} />
}
