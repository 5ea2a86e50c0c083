import { Button, Center, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { LandingPayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { FailureAlert } from './failure-alert.tsx'
import type { LandingFailure } from './landing-api.ts'

type End = Exclude<LandingPayment['state'], 'CREATED'>

const SIGNS = {
  AUTHORIZED: { sign: '✓', color: 'kvitt' },
  ABORTED: { sign: '✕', color: 'orange.9' },
  EXPIRED: { sign: '✕', color: 'gray.7' },
  TERMINATED: { sign: '✕', color: 'gray.7' },
} as const satisfies Record<End, object>

interface EndViewProps {
  readonly payment: LandingPayment
  readonly end: End
  readonly failure: LandingFailure | undefined
  /** Whether the browser is about to go back to the merchant by itself. */
  readonly isReturning: boolean
}

/** What has become of a payment, and the way back. */
export function EndView({ payment, end, failure, isReturning }: EndViewProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { merchant, returnUrl } = payment
  const { sign, color } = SIGNS[end]
  return (
    <Stack>
      <Stack gap="xs" role="status" ta="center">
        <Center>
          <ThemeIcon size={56} radius="xl" color={color} aria-hidden fz={28}>
            {sign}
          </ThemeIcon>
        </Center>
        <Title order={2} size="h4">
          {t(`end.${end}`)}
        </Title>
        {end === 'EXPIRED' && <Text>{t('end.expiredBody')}</Text>}
        {isReturning && <Text>{t('end.returning', { merchant })}</Text>}
        {returnUrl === undefined && <Text>{t('end.nowhere')}</Text>}
      </Stack>
      <FailureAlert failure={failure} />
      {returnUrl !== undefined && (
        <Button component="a" href={returnUrl} size="md" h="auto" mih={42} py={6} styles={WRAPPING}>
          {t('back', { merchant })}
        </Button>
      )}
    </Stack>
  )
}

/** A merchant's name may be longer than a button is wide. */
const WRAPPING = {
  label: { whiteSpace: 'normal', lineHeight: 1.4, overflowWrap: 'anywhere' },
} as const
