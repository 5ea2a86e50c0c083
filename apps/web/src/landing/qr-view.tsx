import { Button, Center, Image, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { brandOf } from '../customer/brand.ts'
import { CancelButton } from './cancel-button.tsx'
import { FailureAlert } from './failure-alert.tsx'
import { qrCodeOf } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'

const CODE_PX = 240

/** The code of a payment that is shown to its customer, who scans it. */
export function QrView(props: LandingProps & { onNumber: () => void }): React.ReactNode {
  const { t } = useTranslation('landing')
  const { token, payment, action, onNumber } = props
  return (
    <Stack>
      <Text ta="center">{t('qr.intro', { brand: brandOf(payment.market) })}</Text>
      <Center>
        {/* White in the dark too: cameras look for dark on light. */}
        <Paper bg="white" p="xs" radius="md" withBorder>
          <Image src={qrCodeOf(token)} alt={t('qr.alt')} w={CODE_PX} h={CODE_PX} />
        </Paper>
      </Center>
      <FailureAlert failure={action.failure} />
      <CancelButton {...props} />
      <Button variant="subtle" onClick={onNumber}>
        {t('qr.withNumber')}
      </Button>
    </Stack>
  )
}
