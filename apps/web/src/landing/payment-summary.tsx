import { Stack, Text, Title } from '@mantine/core'
import type { LandingPayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { MerchantLink } from '../customer/merchant-link.tsx'

/** Who is paid, how much and for what. */
export function PaymentSummary({ payment }: { readonly payment: LandingPayment }): React.ReactNode {
  const { t } = useTranslation('landing')
  const { money } = useFormats()
  const { merchant, amount, description, reference, receiptUrl } = payment
  return (
    <Stack gap={4} ta="center" style={{ overflowWrap: 'anywhere' }}>
      <Title order={1} size="h4" fw={600}>
        {merchant}
      </Title>
      <Text fz={34} fw={700} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {money(amount)}
      </Text>
      {description !== undefined && <Text>{description}</Text>}
      <Text size="sm" c="dimmed">
        {t('reference', { reference })}
      </Text>
      {receiptUrl !== undefined && (
        <Text size="sm">
          <MerchantLink href={receiptUrl}>{t('receipt')}</MerchantLink>
        </Text>
      )}
    </Stack>
  )
}
