import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { pathOfPhone } from './paths.ts'
import type { StageProps } from './payment-page.tsx'
import styles from './phone-frame.module.css'

interface ActionsProps extends Pick<StageProps, 'phoneNumber' | 'decision'> {
  /** What goes on, and what went wrong. */
  readonly children?: React.ReactNode
  /** What ending the payment is called. */
  readonly reject?: string
}

/**
 * What can be done, always in sight: to go on, to end the payment, and to leave it for later.
 */
export function Actions({
  phoneNumber,
  decision,
  children,
  reject,
}: ActionsProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { isPending, variables, mutate } = decision
  return (
    <Stack gap="xs" className={styles['actions'] ?? ''} mt="auto">
      {children}
      <Group grow gap="xs" preventGrowOverflow={false}>
        <Button
          variant="default"
          loading={isPending && variables.type === 'reject'}
          disabled={isPending}
          onClick={() => mutate({ type: 'reject' })}
        >
          {reject ?? t('payment.reject')}
        </Button>
        <Button variant="default" component={Link} to={pathOfPhone(phoneNumber)}>
          {t('payment.later')}
        </Button>
      </Group>
    </Stack>
  )
}
