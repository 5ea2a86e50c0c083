import { Button, Paper, Stack, Text, Title } from '@mantine/core'
import type { PhonePayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Actions } from './actions.tsx'
import { addressInOneLine } from './address-text.ts'
import { Facts } from './facts.tsx'
import type { StageProps } from './payment-page.tsx'
import { Refusal } from './refusal.tsx'
import type { en } from '../languages/phone/en.ts'

type Profile = NonNullable<PhonePayment['profile']>
type Scope = keyof typeof en.consent.scope

/** All or nothing: who refuses to share ends the payment. */
export function ConsentStep(props: StageProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber, payment, decision, wish, setWish } = props
  const { profile, merchant } = payment
  if (!profile) return null
  const facts = profile.scopes.map(
    (word) => [t(`consent.scope.${word as Scope}`), detailOf(profile, word)] as const,
  )
  return (
    <Stack style={{ flex: 1 }}>
      <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
        {t('consent.title', { merchant })}
      </Title>
      <Text size="sm">{t('consent.intro')}</Text>
      <Paper withBorder p="sm">
        <Facts facts={facts} />
      </Paper>
      <Actions phoneNumber={phoneNumber} decision={decision} reject={t('consent.refuse')}>
        {decision.error && <Refusal error={decision.error} />}
        <Button size="lg" onClick={() => setWish({ ...wish, agreed: true })}>
          {t('consent.agree')}
        </Button>
      </Actions>
    </Stack>
  )
}

/** What the merchant would learn; account numbers are told to it, and not shown here. */
function detailOf({ details }: Profile, scope: string): string {
  const { firstName = '', lastName = '', addresses = [] } = details
  if (scope === 'name') return `${firstName} ${lastName}`
  if (scope === 'address') return addresses.map(addressInOneLine).join('; ')
  if (scope === 'email') return details.email ?? ''
  if (scope === 'phoneNumber') return `+${details.mobileNumber ?? ''}`
  if (scope === 'birthDate') return details.dateOfBirth ?? ''
  return scope === 'nin' ? (details.nin ?? '') : '•••'
}
