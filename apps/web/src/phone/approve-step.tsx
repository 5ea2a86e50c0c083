import { Alert, Button, Divider, Paper, Radio, Stack, Text } from '@mantine/core'
import type { PhoneCard } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { MerchantLink } from '../customer/merchant-link.tsx'
import { Actions } from './actions.tsx'
import { CardText } from './card-text.tsx'
import { DeliverySummary } from './delivery-step.tsx'
import { Facts } from './facts.tsx'
import { OrderLines } from './order-lines.tsx'
import type { StageProps } from './payment-page.tsx'
import { reasonOf, Refusal, type Reason } from './refusal.tsx'
import type { en } from '../languages/phone/en.ts'
import { useCustomers } from '../customers-query.ts'

/** What another card may help against. */
const CARD_REASONS: ReadonlySet<string> = new Set([
  'authenticationFailed',
  'cardDeclined',
  'cardNotAccepted',
  'expiredCard',
  'invalidCard',
  'insufficientFunds',
  'refusedByIssuer',
  'suspectedFraud',
  'withdrawalLimitExceeded',
])

/** The cards that every customer begins with, by name. */
const REASON_OF_CARD: Readonly<Record<string, Reason>> = {
  expired: 'expiredCard',
  empty: 'insufficientFunds',
  foreign: 'foreignCard',
}

/** The last step: the sum, what it is charged to, and the approval. */
export function ApproveStep(props: StageProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { phoneNumber, payment, decision, wish, setWish } = props
  const { amount, cards } = payment
  const usable = cards.filter(({ accepted }) => accepted)
  const [card, setCard] = useState(() => firstCard(usable)?.name ?? '')
  const shipping = wish.delivery?.option.amount.value ?? 0
  const total = { currency: amount.currency, value: amount.value + shipping }
  const { error, isPending } = decision
  const tried = decision.variables?.type === 'approve' ? decision.variables.card : undefined
  const approve = (): void =>
    decision.mutate({
      type: 'approve',
      card,
      ...(wish.delivery && {
        address: wish.delivery.address,
        shippingOptionId: wish.delivery.option.id,
      }),
    })
  return (
    <Stack style={{ flex: 1 }}>
      <Remarks {...props} />
      {payment.showsLines && payment.order?.receipt && (
        <Paper withBorder p="sm">
          <OrderLines receipt={payment.order.receipt} currency={amount.currency} />
        </Paper>
      )}
      {wish.delivery && (
        <Paper withBorder p="sm">
          <Stack gap="xs">
            <DeliverySummary
              delivery={wish.delivery}
              change={() => setWish({ agreed: wish.agreed })}
            />
            <Divider />
            <Facts
              facts={[
                [t('payment.goods'), money(amount)],
                [t('payment.shipping'), money({ ...total, value: shipping })],
                [t('payment.total'), <b key="total">{money(total)}</b>],
              ]}
            />
          </Stack>
        </Paper>
      )}
      <CardChoice cards={cards} card={card} choose={setCard} />
      <Actions phoneNumber={phoneNumber} decision={decision}>
        {error && <WhyNot error={error} card={cards.find(({ name }) => name === tried)} />}
        <Button
          size="lg"
          loading={isPending && decision.variables.type === 'approve'}
          disabled={card === '' || isPending}
          onClick={approve}
        >
          {t('payment.approve', { amount: money(total) })}
        </Button>
      </Actions>
    </Stack>
  )
}

interface WhyNotProps {
  readonly error: Error
  readonly card: PhoneCard | undefined
}

/** What the issuer of a test card says is on the card: the refusal does not tell it again. */
function WhyNot({ error, card }: WhyNotProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const reason = reasonOf(error)
  const ofCard = reason === 'cardDeclined' ? REASON_OF_CARD[card?.name ?? ''] : undefined
  const advice = reason && CARD_REASONS.has(reason) ? t('refusal.another') : undefined
  return (
    <Refusal
      error={error}
      {...(ofCard && { reason: ofCard })}
      {...(advice !== undefined && { advice })}
    />
  )
}

/** What the customer should know before approving. */
function Remarks({ payment, wish, phoneNumber }: StageProps): React.ReactNode {
  const { t, i18n } = useTranslation('phone')
  const { data: customers } = useCustomers()
  const customer = customers?.find((each) => each.phoneNumber === phoneNumber)
  const { profile, legalLinks, minimumUserAge, market } = payment
  const scopes = profile?.given && !wish.agreed ? profile.scopes : []
  const words = scopes.map((word) => t(`consent.scope.${word as keyof typeof en.consent.scope}`))
  const what = new Intl.ListFormat(i18n.language).format(words)
  const links = [
    [legalLinks?.termsOfSaleUrl, t('payment.terms')],
    [legalLinks?.privacyPolicyUrl, t('payment.privacy')],
  ].filter((link): link is [string, string] => link[0] !== undefined)
  return (
    <>
      {customer && customer.market !== market && (
        <Text size="sm">{t('payment.elsewhere', { country: t(`market.${market}`) })}</Text>
      )}
      {words.length > 0 && <Text size="sm">{t('consent.given', { what })}</Text>}
      {minimumUserAge !== undefined && minimumUserAge > 0 && (
        <Text size="sm">{t('payment.minimumAge', { age: minimumUserAge })}</Text>
      )}
      {links.length > 0 && (
        <Text size="sm">
          {t('payment.legal')}{' '}
          {links.map(([href, name], index) => (
            <span key={name}>
              {index > 0 && ` ${t('payment.and')} `}
              <MerchantLink href={href} inherit underline="always">
                {name}
              </MerchantLink>
            </span>
          ))}
          .
        </Text>
      )}
    </>
  )
}

interface CardChoiceProps {
  readonly cards: readonly PhoneCard[]
  readonly card: string
  readonly choose: (name: string) => void
}

function CardChoice({ cards, card, choose }: CardChoiceProps): React.ReactNode {
  const { t } = useTranslation('phone')
  if (!cards.some(({ accepted }) => accepted)) {
    return (
      <Alert color="orange" role="alert">
        {t('payment.noCards')}
      </Alert>
    )
  }
  return (
    <Radio.Group label={t('payment.payWith')} value={card} onChange={choose}>
      <Stack gap={6} mt="xs">
        {cards.map((each) => (
          <Radio
            key={each.name}
            value={each.name}
            disabled={!each.accepted}
            label={<CardText card={each} />}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** What the app would charge without being told: the first card that works. */
function firstCard(cards: readonly PhoneCard[]): PhoneCard | undefined {
  return cards.find(({ declined }) => declined === undefined) ?? cards[0]
}
