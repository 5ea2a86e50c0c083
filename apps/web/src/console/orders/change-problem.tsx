import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { amountOf, offerOf, type ChangeValues, type Offer } from './change-wish.ts'
import { useRefusalText, type Refusal } from './refusal-text.ts'

interface ChangeProblemProps {
  readonly order: ConsoleOrder
  readonly refusal: Refusal
  /** What is filled in now. */
  readonly values: ChangeValues
  readonly take: (offer: Offer) => void
}

/** Why a change is not possible as it was asked for, and a button that takes what is. */
export function ChangeProblem({
  order,
  refusal,
  values,
  take,
}: ChangeProblemProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const textOf = useRefusalText(order)
  const { action, advice } = refusal
  const offer = offerOf(action, advice)
  const value = offer && amountOf(order, action, advice.limit ?? 0, { ...values, ...offer })
  return (
    <Alert color="red" title={t('instead.title')} role="alert">
      <Stack gap="xs" align="start">
        <Text size="sm">{textOf(refusal)}</Text>
        {offer && value !== undefined && value > 0 && (
          <Button size="xs" variant="default" onClick={() => take(offer)}>
            {t('instead.take', { amount: money({ value, currency: order.currency }) })}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
