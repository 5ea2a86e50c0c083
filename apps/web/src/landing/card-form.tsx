import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { LandingCard } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { CancelButton } from './cancel-button.tsx'
import { cardInWords } from './card-words.ts'
import { FailureAlert } from './failure-alert.tsx'
import { approve, type Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'
import { LegalLinks } from './legal-links.tsx'

interface CardFormProps extends LandingProps {
  readonly cards: readonly LandingCard[]
  /** What was tried before, to be tried again or changed. */
  readonly attempt: Attempt | null
  readonly onAttempt: (attempt: Attempt) => void
}

/** What a test card has besides its number; nobody checks it. */
const EXPIRY = '12/30'
const SECURITY_CODE = '123'

/** A card form as any shop has it, for test cards alone: no other number ever leaves the browser. */
export function CardForm(props: CardFormProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { money } = useFormats()
  const { token, payment, action, cards, attempt, onAttempt } = props
  const cardOf = (number: string): LandingCard | undefined =>
    cards.find((card) => card.number === number.replaceAll(/\D/g, ''))
  const form = useForm({
    initialValues: valuesOf(cards.find(({ name }) => name === attempt?.card)),
    validate: {
      number: (number) => (cardOf(number) ? null : t('card.unknown')),
      expiry: (text) => (isToCome(text, payment.clock.now) ? null : t('card.badExpiry')),
      securityCode: (text) => (/^\d{3}$/.test(text.trim()) ? null : t('card.badSecurityCode')),
    },
  })
  const submit = ({ number }: { readonly number: string }): void => {
    const next = { card: cardOf(number)?.name ?? '' }
    onAttempt(next)
    action.run(() => approve(token, next))
  }
  const fillIn = (card: LandingCard): void => {
    form.setValues(valuesOf(card))
    form.clearErrors()
  }
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack>
        <CardFields inputProps={form.getInputProps} />
        <FailureAlert failure={action.failure} />
        {payment.legalLinks && <LegalLinks links={payment.legalLinks} />}
        <Button type="submit" size="md" loading={action.isRunning}>
          {t('card.pay', { amount: money(payment.amount) })}
        </Button>
        <CancelButton {...props} />
        <Stack gap="xs" role="group" aria-label={t('card.testCards')}>
          <Text size="sm">{t('card.never')}</Text>
          {cards.map((card) => (
            <Button
              key={card.name}
              variant="default"
              justify="space-between"
              fw={400}
              rightSection={
                <Text size="sm" c="dimmed">
                  {card.isDeclined ? t('card.isDeclined') : t('card.works')}
                </Text>
              }
              onClick={() => fillIn(card)}
            >
              {cardInWords(card)}
            </Button>
          ))}
        </Stack>
      </Stack>
    </form>
  )
}

interface CardFieldsProps {
  readonly inputProps: (field: 'number' | 'expiry' | 'securityCode') => object
}

/** Browsers are not to offer their owner's real cards. */
function CardFields({ inputProps }: CardFieldsProps): React.ReactNode {
  const { t } = useTranslation('landing')
  return (
    <>
      <TextInput
        {...inputProps('number')}
        size="md"
        inputMode="numeric"
        autoComplete="off"
        label={t('card.number')}
      />
      <Group grow align="start">
        <TextInput
          {...inputProps('expiry')}
          size="md"
          autoComplete="off"
          label={t('card.expiry')}
        />
        <TextInput
          {...inputProps('securityCode')}
          size="md"
          inputMode="numeric"
          autoComplete="off"
          label={t('card.securityCode')}
        />
      </Group>
    </>
  )
}

function valuesOf(
  card: LandingCard | undefined,
): Readonly<Record<'number' | 'expiry' | 'securityCode', string>> {
  return card
    ? { number: inFours(card.number), expiry: EXPIRY, securityCode: SECURITY_CODE }
    : { number: '', expiry: '', securityCode: '' }
}

function inFours(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
}

/** Whether `12/30` is this month, by the environment's clock, or a later one. */
function isToCome(text: string, now: string): boolean {
  const [, month = '', year = ''] = /^(0[1-9]|1[0-2])\s*\/\s*(\d{2})$/.exec(text.trim()) ?? []
  return month !== '' && `20${year}-${month}` >= now.slice(0, 7)
}
