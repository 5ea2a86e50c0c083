import {
  Accordion,
  Button,
  Group,
  Loader,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { LandingCustomer } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cardInWords } from './card-words.ts'
import { approve, getTestCustomers, reject, type Attempt } from './landing-api.ts'
import type { LandingProps } from './landing-context.ts'

type TestToolsProps = LandingProps & { readonly onAttempt: (attempt: Attempt) => void }

/** What only a test environment has: a customer who approves without a phone. */
export function TestTools(props: TestToolsProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Accordion
      variant="contained"
      value={isOpen ? 'tools' : null}
      onChange={(value) => setIsOpen(value !== null)}
    >
      <Accordion.Item value="tools">
        <Accordion.Control>{t('tools.title')}</Accordion.Control>
        <Accordion.Panel>{isOpen && <Panel {...props} />}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}

function Panel(props: TestToolsProps): React.ReactNode {
  const { t } = useTranslation('shared')
  const { data: customers, isPending } = useQuery({
    queryKey: ['landing-test-customers', props.token],
    queryFn: () => getTestCustomers(props.token),
  })
  return isPending ? (
    <Loader size="sm" role="status" aria-label={t('loading')} />
  ) : (
    <ActAsCustomer {...props} customers={customers ?? []} />
  )
}

type ActAsCustomerProps = TestToolsProps & { readonly customers: readonly LandingCustomer[] }

function ActAsCustomer(props: ActAsCustomerProps): React.ReactNode {
  const { t } = useTranslation('landing')
  const { token, action, payment, onAttempt, customers } = props
  const [typed, setTyped] = useState<string>()
  const [card, setCard] = useState('')
  const named = customers.find(({ phoneNumber }) => phoneNumber === payment.phoneNumber)
  const phoneNumber = typed ?? named?.phoneNumber ?? customers[0]?.phoneNumber ?? ''
  const attempt = { phoneNumber, ...(card !== '' && { card }) }
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    onAttempt(attempt)
    action.run(() => approve(token, attempt))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('tools.body')}
        </Text>
        <CustomerField customers={customers} phoneNumber={phoneNumber} choose={setTyped} />
        <CardField
          cards={customers.find((each) => each.phoneNumber === phoneNumber)?.cards ?? []}
          card={card}
          choose={setCard}
        />
        <Group grow>
          <Button type="submit" variant="light" disabled={action.isRunning || phoneNumber === ''}>
            {t('tools.approve')}
          </Button>
          <Button
            variant="default"
            disabled={action.isRunning}
            onClick={() => action.run(() => reject(token))}
          >
            {t('tools.reject')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface CustomerFieldProps {
  readonly customers: readonly LandingCustomer[]
  readonly phoneNumber: string
  readonly choose: (phoneNumber: string) => void
}

/** Where nobody's number is told, it has to be known. */
function CustomerField({ customers, phoneNumber, choose }: CustomerFieldProps): React.ReactNode {
  const { t } = useTranslation('landing')
  if (customers.length === 0) {
    return (
      <TextInput
        type="tel"
        label={t('form.phoneNumber')}
        value={phoneNumber}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    )
  }
  return (
    <NativeSelect
      label={t('tools.customer')}
      value={phoneNumber}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={customers.map(({ name, phoneNumber: value }) => ({
        value,
        label: `${name}, ${value}`,
      }))}
    />
  )
}

interface CardFieldProps {
  readonly cards: LandingCustomer['cards']
  readonly card: string
  readonly choose: (card: string) => void
}

function CardField({ cards, card, choose }: CardFieldProps): React.ReactNode {
  const { t } = useTranslation('landing')
  if (cards.length === 0) return null
  return (
    <NativeSelect
      label={t('tools.card')}
      value={card}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: '', label: t('tools.anyCard') },
        ...cards.map((each) => ({
          value: each.name,
          label: each.isDeclined
            ? t('tools.declined', { card: cardInWords(each) })
            : cardInWords(each),
        })),
      ]}
    />
  )
}
