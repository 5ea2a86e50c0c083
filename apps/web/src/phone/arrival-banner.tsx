import { Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useFormats } from '../customer/formats.ts'
import { usePhonePayment, type Named } from './phone-queries.ts'
import type { Arrivals } from './phone-updates.ts'
import { pathOfPayment } from './paths.ts'

interface ArrivalBannerProps extends Arrivals {
  readonly phoneNumber: string
}

/** What a push message says, over whatever is shown; the newest first, one at a time. */
export function ArrivalBanner({
  phoneNumber,
  arrived,
  dismiss,
}: ArrivalBannerProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const [latest] = arrived
  // It is there before there is something to say: else nobody would hear it.
  return (
    <section aria-label={t('arrival.label')} aria-live="assertive">
      {latest && (
        <Arrival
          key={`${latest.msn}/${latest.reference}`}
          phoneNumber={phoneNumber}
          named={latest}
          dismiss={() => dismiss(latest)}
        />
      )}
    </section>
  )
}

interface ArrivalProps {
  readonly phoneNumber: string
  readonly named: Named
  readonly dismiss: () => void
}

function Arrival({ phoneNumber, named, dismiss }: ArrivalProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { msn, reference } = useParams()
  const { data: payment } = usePhonePayment(phoneNumber, named)
  const isLookedAt = msn === named.msn && reference === named.reference
  const isOver = payment !== undefined && payment.state !== 'CREATED'
  useEffect(() => {
    if (isLookedAt || isOver) dismiss()
  })
  if (!payment || isLookedAt || isOver) return null
  const { merchant, amount, description } = payment
  return (
    <Paper bd="2px solid var(--mantine-color-kvitt-6)" shadow="lg" radius="lg" p="md" m="xs">
      <Stack gap="xs">
        <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
          {t('arrival.says', { merchant, amount: money(amount) })}
        </Text>
        {description && (
          <Text size="sm" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
            {description}
          </Text>
        )}
        <Group gap="xs" grow>
          <Button component={Link} to={pathOfPayment(phoneNumber, named)}>
            {t('arrival.open')}
          </Button>
          <Button variant="default" onClick={dismiss}>
            {t('arrival.later')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}
