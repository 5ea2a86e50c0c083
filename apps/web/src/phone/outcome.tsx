import { Anchor, Button, Loader, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../customer/formats.ts'
import { merchantAddress } from '../customer/merchant-address.ts'
import { pathOfPhone } from './paths.ts'
import type { StageProps } from './payment-page.tsx'
import { ReceiptView } from './receipt-view.tsx'
import { Refusal } from './refusal.tsx'

/** What has come of a payment, the way back to the shop, and what there is to look back at. */
export function Outcome({ phoneNumber, payment, decision }: StageProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { merchant, description } = payment
  return (
    <Stack>
      <Headline payment={payment} />
      {decision.error && payment.state !== 'AUTHORIZED' && <Refusal error={decision.error} />}
      <Stack gap={0} align="center">
        <Text ta="center" style={{ overflowWrap: 'anywhere' }}>
          {merchant}
        </Text>
        {description && (
          <Text ta="center" size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {description}
          </Text>
        )}
      </Stack>
      <BackToShop payment={payment} />
      <Anchor component={Link} to={pathOfPhone(phoneNumber)} ta="center" size="sm">
        {t('outcome.done')}
      </Anchor>
      <ReceiptView payment={payment} />
    </Stack>
  )
}

type OfPayment = Pick<StageProps, 'payment'>

function Headline({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { state, amount, paidByOther } = payment
  if (state === 'CREATED') {
    return (
      <Stack gap="xs" align="center" role="status">
        <Loader type="dots" aria-hidden="true" />
        <Title order={1} size="h3" ta="center">
          {t('outcome.processing')}
        </Title>
        <Text size="sm" ta="center">
          {t('outcome.processingHint')}
        </Text>
      </Stack>
    )
  }
  const isApproved = state === 'AUTHORIZED'
  const approved = paidByOther
    ? t('outcome.other')
    : t('outcome.approved', { amount: money(amount) })
  return (
    <Stack gap="xs" align="center" role="status">
      <ThemeIcon size={56} radius="xl" color={isApproved ? 'kvitt' : 'gray.7'} aria-hidden="true">
        <Text fz={28} c="white">
          {isApproved ? '✓' : '×'}
        </Text>
      </ThemeIcon>
      <Title order={1} size="h3" ta="center">
        {isApproved ? approved : t(`outcome.${state}`)}
      </Title>
      {!isApproved && <Text size="sm">{t('outcome.nothingPaid')}</Text>}
    </Stack>
  )
}

/**
 * The app has the system's browser open the address as it is, however the payment ended. After a
 * push message nothing is opened: the customer stands in the shop.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/redirects/
 */
function BackToShop({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { returnUrl, userFlow, state } = payment
  const address = returnUrl === undefined ? undefined : merchantAddress(returnUrl)
  if (address === undefined || userFlow === 'PUSH_MESSAGE' || state === 'CREATED') return null
  return (
    <Button
      component="a"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`${t('outcome.backToShop')}, ${t('outcome.opensBrowser')}`}
    >
      {t('outcome.backToShop')}
    </Button>
  )
}
