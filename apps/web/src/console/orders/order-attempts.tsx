import { Badge, Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core'
import type { ConsoleAttempt, ConsoleOrder, ConsolePaymentFacts } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { en } from '../../languages/console-orders/en.ts'
import { useOrderWords } from './order-words.ts'

interface OrderAttemptsProps {
  readonly order: ConsoleOrder
  readonly payments: readonly ConsolePaymentFacts[]
}

/** Every payment that was tried for an order, the newest first. */
export function OrderAttempts({ order, payments }: OrderAttemptsProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {t('order.attempts')}
      </Title>
      {order.attempts.toReversed().map((attempt) => (
        <Attempt
          key={attempt.reference}
          attempt={attempt}
          currency={order.currency}
          facts={payments.find(({ reference }) => reference === attempt.reference)}
        />
      ))}
    </Stack>
  )
}

interface AttemptProps {
  readonly attempt: ConsoleAttempt
  readonly currency: string
  readonly facts: ConsolePaymentFacts | undefined
}

function Attempt({ attempt, currency, facts }: AttemptProps) {
  const { t } = useTranslation('console-orders')
  const { word } = useOrderWords()
  const { money, moment } = useFormats()
  const methodText = useMethodText()
  const { reference, amount, startedAt, state, expiresAt, guaranteedUntil, redirectUrl } = attempt
  const { reservedUntil } = attempt
  const isOver = guaranteedUntil !== undefined && Date.parse(guaranteedUntil) < Date.now()
  const about = [
    t('order.started', { time: moment(startedAt) }),
    // What has not been approved is not paid with anything.
    ...(facts?.method === undefined || state !== 'AUTHORIZED' ? [] : [methodText(facts.method)]),
    ...(expiresAt === undefined ? [] : [t('order.expires', { time: moment(expiresAt) })]),
    ...(guaranteedUntil === undefined
      ? []
      : [
          t(isOver ? 'order.guaranteeOver' : 'order.guaranteed', {
            time: moment(guaranteedUntil),
          }),
        ]),
    // Once it is past, the reservation was granted for longer than anybody told.
    ...(reservedUntil === undefined || Date.parse(reservedUntil) < Date.now()
      ? []
      : [t('order.released', { time: moment(reservedUntil) })]),
  ]
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {reference}
        </Text>
        <Badge variant="light" color="gray" radius="sm" tt="none">
          {word('paymentState', state)}
        </Badge>
        {attempt.isPaying && (
          <Badge variant="light" radius="sm" tt="none">
            {t('order.pays')}
          </Badge>
        )}
      </Group>
      <Text size="sm">{money({ value: amount, currency })}</Text>
      <Text size="sm" c="dimmed">
        {about.join(' · ')}
      </Text>
      {facts?.pspReference !== undefined && (
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {t('order.pspReference')} {facts.pspReference}
        </Text>
      )}
      {(state === 'CREATED' || state === 'unread') && (
        <Text size="sm" c="dimmed">
          {t('order.waits')}
        </Text>
      )}
      {redirectUrl !== undefined && attempt.isDecisive && <PaymentLink url={redirectUrl} />}
    </Stack>
  )
}

/** What was paid with; the digits are those that the card begins with. */
function useMethodText(): (method: string) => string {
  const { t } = useTranslation('console-orders')
  return (method) => {
    const [type = '', digits] = method.split(' ')
    const name = Object.hasOwn(en.method, type) ? t(`method.${type as 'WALLET'}`) : type
    return digits === undefined
      ? t('order.paidWith', { name })
      : t('order.paidWithCard', { name, digits })
  }
}

function PaymentLink({ url }: { readonly url: string }) {
  const { t } = useTranslation('console-orders')
  return (
    <Group gap="xs">
      <Text size="sm">{t('order.link')}</Text>
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} aria-live="polite">
            {copied ? t('order.copied') : t('order.copyLink')}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
