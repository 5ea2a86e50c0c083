import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { reject } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'

/** Ends the payment for the customer, who goes back to the merchant. */
export function CancelButton({ token, action }: LandingProps): React.ReactNode {
  const { t } = useTranslation('landing')
  return (
    <Button
      variant="default"
      size="md"
      disabled={action.isRunning}
      onClick={() => action.run(() => reject(token))}
    >
      {t('cancel')}
    </Button>
  )
}
