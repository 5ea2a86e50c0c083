import { Group, Select, Stack, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useSearchParams } from 'react-router'
import type { PaymentSearch } from './payment-queries.ts'
import { PaymentTable } from './payment-table.tsx'

const STATES = ['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED']
const TYPING_MS = 250

/** The payments of all sales units: search, filter, page on. The address holds the search. */
export function PaymentsPage(): React.ReactNode {
  const [parameters, setParameters] = useSearchParams()
  const given = (name: keyof PaymentSearch): string => parameters.get(name) ?? ''
  const search: PaymentSearch = {
    reference: given('reference'),
    state: given('state'),
    msn: given('msn'),
    phoneNumber: given('phoneNumber'),
    amount: given('amount'),
    from: given('from'),
    to: given('to'),
  }
  const [settled] = useDebouncedValue(JSON.stringify(search), TYPING_MS)
  const set = (name: keyof PaymentSearch, value: string): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        if (value === '') after.delete(name)
        else after.set(name, value)
        return after
      },
      { replace: true },
    )
  return (
    <Stack>
      <Title order={2}>Payments</Title>
      <SearchFields search={search} set={set} />
      <PaymentTable search={JSON.parse(settled) as PaymentSearch} />
    </Stack>
  )
}

interface SearchFieldsProps {
  readonly search: PaymentSearch
  readonly set: (name: keyof PaymentSearch, value: string) => void
}

function SearchFields({ search, set }: SearchFieldsProps): React.ReactNode {
  const field = (name: keyof PaymentSearch) => ({
    value: search[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(name, event.target.value),
  })
  return (
    <Group component="search" align="end" gap="sm">
      <TextInput label="Reference begins with" type="search" {...field('reference')} />
      <Select
        label="State"
        data={STATES}
        clearable
        value={search.state || null}
        onChange={(value) => set('state', value ?? '')}
        w={160}
      />
      <TextInput label="Amount" inputMode="decimal" w={110} {...field('amount')} />
      <TextInput label="Phone begins with" type="tel" w={150} {...field('phoneNumber')} />
      <TextInput label="From" type="date" {...field('from')} />
      <TextInput label="To" type="date" {...field('to')} />
    </Group>
  )
}
