import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { CustomerView, TestCardView } from '@kvitt/contract'
import { ShowMore } from '../../components/show-more.tsx'
import { useClock } from '../clock/clock-queries.ts'
import { ageAt } from './age-at.ts'

/** How many are shown at once, and how many more each time. */
const PAGE = 50
const AGE_MIN = 15

interface CustomerActions {
  readonly change: (customer: CustomerView) => void
  readonly remove: (customer: CustomerView) => void
}

/** One customer after the other, with what keeps each from paying. */
export function CustomerList({
  customers,
  ...actions
}: CustomerActions & { readonly customers: readonly CustomerView[] }): React.ReactNode {
  const [shown, setShown] = useState(PAGE)
  return (
    <>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {customers.slice(0, shown).map((customer) => (
          <CustomerItem key={customer.phoneNumber} customer={customer} {...actions} />
        ))}
      </Stack>
      {customers.length > shown && <ShowMore onClick={() => setShown(shown + PAGE)} />}
    </>
  )
}

function CustomerItem({
  customer,
  change,
  remove,
}: CustomerActions & { readonly customer: CustomerView }) {
  const { name, phoneNumber, market, birthDate, cards, blocked, identified } = customer
  const { data: clock } = useClock()
  const age = clock && ageAt(birthDate, clock.now)
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" align="start">
        <Stack gap={4} style={{ flex: '1 1 240px', minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            {blocked && <Mark>Blocked: cannot pay</Mark>}
            {age !== undefined && age < AGE_MIN && <Mark>Under {AGE_MIN}: cannot pay</Mark>}
            {!identified && <Mark color="blue">Has never approved by hand</Mark>}
          </Group>
          <Text size="sm" c="dimmed">
            <Text span ff="monospace" inherit>
              {phoneNumber}
            </Text>
            , {market}, born {birthDate}
            {age !== undefined && `, ${age} years old`}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {cardsInWords(cards)}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button
            component="a"
            href={`/phone/${phoneNumber}`}
            target="_blank"
            rel="noopener"
            size="xs"
            variant="default"
            aria-label={`Open the phone of ${name}`}
          >
            Phone
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`Change ${name}`}
            onClick={() => change(customer)}
          >
            Change
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={`Remove ${name}`}
            onClick={() => remove(customer)}
          >
            Remove
          </Button>
        </Group>
      </Group>
    </Paper>
  )
}

function cardsInWords(cards: readonly TestCardView[]): string {
  if (cards.length === 0) return 'No card: cannot pay.'
  return `Cards: ${cards.map(({ name }) => name).join(', ')}`
}

function Mark({
  color = 'orange',
  children,
}: {
  readonly color?: string
  readonly children: React.ReactNode
}) {
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" miw="max-content">
      {children}
    </Badge>
  )
}
