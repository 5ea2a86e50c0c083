import { Anchor, Button, Center, Loader, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { brandOf } from '../customer/brand.ts'
import { phonePath } from '../customer/phone-path.ts'
import { CancelButton } from './cancel-button.tsx'
import { FailureAlert } from './failure-alert.tsx'
import type { LandingProps } from './landing-context.ts'
import { useBackCancels } from './use-back-cancels.ts'

interface WaitingViewProps extends LandingProps {
  readonly digits: string
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
      <Anchor component={Link} to={phonePath(payment)} target="_blank" ta="center">
        {t('waiting.openPhone')}
      </Anchor>
      <CancelButton {...props} />
      {!payment.isNumberLocked && (
        <Button variant="subtle" onClick={onOtherNumber}>
          {t('waiting.otherNumber')}
        </Button>
      )}
    </Stack>
  )
}
