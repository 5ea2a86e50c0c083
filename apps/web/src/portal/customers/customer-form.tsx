import { Checkbox, Select, SimpleGrid, Skeleton, Stack, Switch, TextInput } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import type { CardsOfMarkets, CustomerView, TestCardView } from '@kvitt/contract'
import { fieldErrors, otherError } from '../../components/field-errors.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useCards, useCustomerWish } from './customer-queries.ts'

type Market = keyof CardsOfMarkets

const FIELDS = ['phoneNumber', 'firstName', 'lastName', 'birthDate', 'cards']
const MARKETS: readonly { readonly value: Market; readonly label: string }[] = [
  { value: 'NO', label: 'Norway' },
  { value: 'DK', label: 'Denmark' },
  { value: 'FI', label: 'Finland' },
]
const NUMBERS = {
  NO: '47 and 8 digits, as in 4740000001',
  DK: '45 and 8 digits, as in 4540000001',
  FI: '358 and 6 to 11 digits, as in 358401000001',
} as const satisfies Record<Market, string>

interface CustomerFormProps {
  /** Who is changed; somebody new without. */
  readonly customer?: CustomerView
  readonly close: () => void
}

/** Asks who somebody is and which cards they have. */
export function CustomerForm(props: CustomerFormProps): React.ReactNode {
  const { data: cards, error } = useCards()
  if (error) return <QueryProblem error={error} />
  return cards ? (
    <Form {...props} cards={cards} />
  ) : (
    <Skeleton height={300} aria-label="Looking for cards" />
  )
}

interface Values {
  market: Market
  phoneNumber: string
  firstName: string
  lastName: string
  birthDate: string
  cards: string[]
  blocked: boolean
  identified: boolean
}

function Form({ customer, close, cards }: CustomerFormProps & { readonly cards: CardsOfMarkets }) {
  const { mutate, isPending, error } = useCustomerWish(customer === undefined)
  const form = useForm<Values>({
    initialValues: customer ? valuesOf(customer) : { ...NOBODY, cards: namesOf(cards.NO) },
    validate: {
      firstName: (name) => (name.trim() === '' ? 'Give a first name.' : null),
      lastName: (name) => (name.trim() === '' ? 'Give a last name.' : null),
    },
  })
  const known = knownCards(cards[form.values.market], customer)
  const submit = form.onSubmit(({ market: _market, ...values }) =>
    mutate(
      {
        ...values,
        phoneNumber: values.phoneNumber.trim(),
        // A card that is no market's own is described, not named.
        cards: values.cards.map(
          (name) => customer?.cards.find((card) => card.name === name) ?? name,
        ),
      },
      {
        onSuccess: ({ name }) => {
          notifications.show({ message: `${name} is as you want.` })
          close()
        },
        onError: (refusal) => form.setErrors(fieldErrors(refusal, FIELDS)),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {!customer && <Number form={form} cards={cards} />}
        <TextInput label="First name" {...form.getInputProps('firstName')} />
        <TextInput label="Last name" {...form.getInputProps('lastName')} />
        <TextInput
          label="Born on"
          description="Nobody under 15 can pay."
          type="date"
          {...form.getInputProps('birthDate')}
        />
        <Cards form={form} known={known} />
        <Switch
          label="Blocked"
          description="Cannot pay businesses, whatever the age."
          {...form.getInputProps('blocked', { type: 'checkbox' })}
        />
        <Switch
          label="Has approved by hand once"
          description="Force approve asks for it in strict mode."
          {...form.getInputProps('identified', { type: 'checkbox' })}
        />
        <FormFoot
          label={customer ? 'Change' : 'Create'}
          error={otherError(error, FIELDS)}
          isPending={isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}

interface NumberProps {
  readonly form: UseFormReturnType<Values>
  readonly cards: CardsOfMarkets
}

/** Only a new customer chooses a number, and with it a market that offers cards of its own. */
function Number({ form, cards }: NumberProps) {
  return (
    <>
      <Select
        label="Market"
        data={MARKETS}
        allowDeselect={false}
        {...form.getInputProps('market')}
        onChange={(market: Market | null) => {
          if (market) form.setValues({ market, cards: namesOf(cards[market]) })
        }}
      />
      <TextInput
        label="Phone number"
        description={NUMBERS[form.values.market]}
        inputMode="tel"
        data-autofocus
        {...form.getInputProps('phoneNumber')}
      />
    </>
  )
}

interface CardsProps {
  readonly form: UseFormReturnType<Values>
  readonly known: readonly TestCardView[]
}

function Cards({ form, known }: CardsProps) {
  return (
    <Checkbox.Group label="Cards" {...form.getInputProps('cards')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={4}>
        {known.map((card) => (
          <Checkbox
            key={card.name}
            value={card.name}
            label={`${card.name} ••${card.lastFour}`}
            description={cardInWords(card)}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  )
}

const NOBODY: Omit<Values, 'cards'> = {
  market: 'NO',
  phoneNumber: '',
  firstName: '',
  lastName: '',
  birthDate: '1990-01-01',
  blocked: false,
  identified: true,
}

function valuesOf(customer: CustomerView): Values {
  const { market, phoneNumber, firstName, lastName, birthDate, blocked, identified } = customer
  const cards = namesOf(customer.cards)
  return { market, phoneNumber, firstName, lastName, birthDate, cards, blocked, identified }
}

function namesOf(cards: readonly TestCardView[]): string[] {
  return cards.map(({ name }) => name)
}

/** What can be chosen: the market's cards, and those that the customer has beside them. */
function knownCards(
  ofMarket: readonly TestCardView[],
  customer: CustomerView | undefined,
): readonly TestCardView[] {
  const names = new Set(namesOf(ofMarket))
  return [...ofMarket, ...(customer?.cards.filter(({ name }) => !names.has(name)) ?? [])]
}

function cardInWords({ declined, commercial, authenticated }: TestCardView): string {
  if (declined !== undefined) return declined
  if (authenticated) return 'Asks for extra identification.'
  return commercial ? 'Works; a company’s card.' : 'Works.'
}
