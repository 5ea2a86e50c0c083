import { Anchor, Stack, Text, Title } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { ChangeButton } from './change-button.tsx'
import { FailureText } from './failure-text.tsx'

interface OrderInformationProps {
  readonly order: ConsoleOrder
  readonly mayHandle: boolean
}

/** What the customer is told beside the payment, and what was given back without the provider. */
export function OrderInformation({ order, mayHandle }: OrderInformationProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { money, moment } = useFormats()
  const { information, isReceiptSent, refundedOtherwise, currency } = order
  const hasReceipt = information.some(({ kind }) => kind === 'receipt')
  return (
    <Stack gap="sm" align="start">
      <Title order={3} size="h4">
        {t('information.title')}
      </Title>
      {!hasReceipt && (
        <Text size="sm">
          {t('information.receipt')}:{' '}
          {isReceiptSent ? t('order.receiptSent') : t('order.receiptNotSent')}
        </Text>
      )}
      {information.map((each) => (
        <Stack key={each.kind} gap={4} align="start">
          <Text size="sm">
            {each.link?.orderDetailsUrl == null ? (
              t(`information.${each.kind}`)
            ) : (
              <Anchor
                href={each.link.orderDetailsUrl}
                target="_blank"
                rel="noreferrer"
                underline="always"
                inherit
              >
                {t(`information.${each.kind}`)}
              </Anchor>
            )}
            :{' '}
            {t(`information.state.${each.state}`, { time: moment(each.sentAt ?? each.recordedAt) })}
          </Text>
          <FailureText failure={each} />
          {mayHandle && <ChangeButton order={order} action={each.kind} />}
        </Stack>
      ))}
      {refundedOtherwise.map(({ amount, method, by, reason, at }) => (
        <Text key={`${at} ${amount}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('information.otherwise', { amount: money({ value: amount, currency }), method })}
          <Text span c="dimmed" inherit>
            {['', by, moment(at), reason].filter((each) => each !== undefined).join(' · ')}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}
