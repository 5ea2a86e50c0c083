import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { brandOf } from '../customer/brand.ts'
import { CancelButton } from './cancel-button.tsx'
import { FailureAlert } from './failure-alert.tsx'
import { ask } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'
import { LegalLinks } from './legal-links.tsx'
import { rememberedNumber, rememberNumber } from './remembered-number.ts'
import { useSmallScreen } from './use-small-screen.ts'

interface PhoneNumberFormProps extends LandingProps {
  readonly onAsked: (phoneNumber: string) => void
}

/** Asks for the number of the phone that the payment is approved on. */
export function PhoneNumberForm(props: PhoneNumberFormProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { payment, action } = props
  const isSmall = useSmallScreen()
  const { form, submit } = usePhoneNumberForm(props)
  const brand = brandOf(payment.market)
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <Text>{t('form.intro', { brand })}</Text>
        <TextInput
          {...form.getInputProps('phoneNumber')}
          type="tel"
          autoComplete="tel"
          size="md"
          label={t('form.phoneNumber')}
          readOnly={payment.isNumberLocked}
          description={payment.isNumberLocked ? t('form.locked') : undefined}
        />
        {!payment.isNumberLocked && (
          <Checkbox
            {...form.getInputProps('remember', { type: 'checkbox' })}
            label={t('form.remember')}
          />
        )}
        <FailureAlert failure={action.failure} />
        {payment.legalLinks && <LegalLinks links={payment.legalLinks} />}
        <Button type="submit" size="md" loading={action.isRunning}>
          {isSmall ? t('form.openApp', { brand }) : t('form.next')}
        </Button>
        <CancelButton {...props} />
      </Stack>
    </form>
  )
}

interface Values {
  readonly phoneNumber: string
  readonly remember: boolean
}

function usePhoneNumberForm({ token, payment, action, onAsked }: PhoneNumberFormProps) {
  const { t } = useTranslation('landing')
  const remembered = rememberedNumber()
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      phoneNumber: payment.phoneNumber ?? remembered,
      remember: remembered !== '',
    },
    validate: {
      phoneNumber: (text) => (text.trim() === '' ? t('form.missing') : null),
    },
  })
  const submit = ({ phoneNumber, remember }: Values): void => {
    if (!payment.isNumberLocked) rememberNumber(remember ? phoneNumber : undefined)
    action.run(async () => {
      const asked = await ask(token, phoneNumber)
      onAsked(asked.phoneNumber)
      return asked.payment
    })
  }
  return { form, submit }
}
