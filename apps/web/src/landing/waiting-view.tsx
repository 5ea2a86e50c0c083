import { Anchor, Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { brandOf } from '../customer/brand.ts'
import { phonePath } from '../customer/phone-path.ts'
import { CancelButton } from './cancel-button.tsx'
import { FailureAlert } from './failure-alert.tsx'
import type { LandingProps } from './landing-context.ts'
import { useBackCancels } from './use-back-cancels.ts'
import { useSmallScreen } from './use-small-screen.ts'

interface WaitingViewProps extends LandingProps {
  readonly digits: string
  /** The whole number, where it was entered in this tab. */
  readonly phoneNumber: string | undefined
  readonly onOtherNumber: () => void
}

/** While the customer approves on the phone. */
export function WaitingView(props: WaitingViewProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { payment, action, token, digits, onOtherNumber } = props
  useBackCancels(token, action)
  return (
    <Stack>
      <Stack gap="xs" role="status" ta="center">
        <Center>
          <Loader aria-hidden />
        </Center>
        <Title order={2} size="h4">
          {t('waiting.title', { brand: brandOf(payment.market) })}
        </Title>
        <Text>{t('waiting.body', { digits })}</Text>
      </Stack>
      <FailureAlert failure={action.failure} />
      <OpenPhone {...props} />
      <CancelButton {...props} />
      {!payment.isNumberLocked && (
        <Button variant="subtle" onClick={onOtherNumber}>
          {t('waiting.otherNumber')}
        </Button>
      )}
    </Stack>
  )
}

/** The app, if this is the phone; else the test phone beside this page, which goes on waiting. */
function OpenPhone({ payment, phoneNumber }: WaitingViewProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const isSmall = useSmallScreen()
  const { msn, reference, market } = payment
  const path = phonePath({ msn, reference, phoneNumber })
  return isSmall ? (
    <Button component={Link} to={path} size="md">
      {t('form.openApp', { brand: brandOf(market) })}
    </Button>
  ) : (
    <Anchor component={Link} to={path} target="_blank" ta="center">
      {t('waiting.openPhone')}
    </Anchor>
  )
}
