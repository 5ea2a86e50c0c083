import { Text } from '@mantine/core'
import type { LandingPayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { useTimeLeft } from '../customer/use-time-left.ts'

interface CountdownProps {
  readonly expiresAt: string
  readonly clock: LandingPayment['clock']
}

/** How long the payment can still be approved. */
export function Countdown({ expiresAt, clock }: CountdownProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { timeLeft, moment } = useFormats()
  const leftMs = useTimeLeft(expiresAt, clock)
  return (
    <Text size="sm" c="dimmed" ta="center" style={{ fontVariantNumeric: 'tabular-nums' }}>
      <span role="timer" title={moment(expiresAt)}>
        {t('expiresIn', { time: timeLeft(leftMs) })}
      </span>
      {clock.frozen && (
        <Text span inherit display="block">
          {t('clockStopped')}
        </Text>
      )}
    </Text>
  )
}
