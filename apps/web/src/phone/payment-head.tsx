import { Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { brandOf } from '../customer/brand.ts'
import { useFormats } from '../customer/formats.ts'
import { useTimeLeft } from '../customer/use-time-left.ts'
import type { StageProps } from './payment-page.tsx'

/** What is asked for, by whom, and how long it can still be approved. */
export function PaymentHead({ payment }: StageProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { merchant, market, amount, description, reference, msn, expiresAt, clock } = payment
  return (
    <Stack gap={4}>
      <Title order={1} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {t('payment.asks', { brand: brandOf(market), merchant })}
      </Title>
      <Text fz={34} lh={1.2} fw={700} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {money(amount)}
      </Text>
      {description && <Text style={{ overflowWrap: 'anywhere' }}>{description}</Text>}
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('payment.reference')} {reference} · {t('payment.msn')} {msn}
      </Text>
      {expiresAt !== undefined && (
        <Group gap={6}>
          <Text size="sm">{t('payment.timeLeft')}</Text>
          <Text size="sm" fw={600} component="span">
            <Countdown expiresAt={expiresAt} clock={clock} />
          </Text>
        </Group>
      )}
    </Stack>
  )
}

type CountdownProps = Pick<StageProps['payment'], 'clock'> & { readonly expiresAt: string }

function Countdown({ expiresAt, clock }: CountdownProps): React.ReactNode {
  const { timeLeft } = useFormats()
  return (
    <span role="timer" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {timeLeft(useTimeLeft(expiresAt, clock))}
    </span>
  )
}
