import { Badge } from '@mantine/core'
import type { PaymentSummary } from '@kvitt/contract'

const COLORS: Readonly<Record<PaymentSummary['state'], string>> = {
  CREATED: 'blue',
  AUTHORIZED: 'kvitt',
  ABORTED: 'orange',
  EXPIRED: 'gray',
  TERMINATED: 'gray',
}

/** The state as the API names it: never colour alone. */
export function PaymentState({ state }: Pick<PaymentSummary, 'state'>): React.ReactNode {
  return (
    <Badge variant="light" color={COLORS[state]} radius="sm" miw="max-content">
      {state}
    </Badge>
  )
}
