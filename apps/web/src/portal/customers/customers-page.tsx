import { Button, Group, Modal, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import type { CustomerView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { CustomerForm } from './customer-form.tsx'
import { useCustomers } from '../../customers-query.ts'
import { CustomerList } from './customer-list.tsx'
import { RemoveCustomer } from './remove-customer.tsx'

type Dialog =
  { readonly what: 'new' } | { readonly what: 'change' | 'remove'; readonly customer: CustomerView }

/** The people who can pay here, with the cards that they have on their phones. */
export function CustomersPage(): React.ReactNode {
  const { data: customers, error, isPending, refetch } = useCustomers()
  const [search, setSearch] = useState('')
  const [dialog, setDialog] = useState<Dialog>()
  const close = (): void => setDialog(undefined)
  const found = customers?.filter(({ name, phoneNumber }) =>
    `${name} ${phoneNumber}`.toLowerCase().includes(search.trim().toLowerCase()),
  )
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>Customers</Title>
        <Button onClick={() => setDialog({ what: 'new' })}>New customer</Button>
      </Group>
      <TextInput
        label="Name or phone number"
        type="search"
        maw={320}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {isPending && <Skeleton height={200} aria-label="Looking for customers" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {found?.length === 0 && (
        <Text c="dimmed" role="status">
          {search === ''
            ? 'There are no customers: nobody can pay. Make one.'
            : 'Nobody has such a name or number.'}
        </Text>
      )}
      {found && found.length > 0 && (
        <CustomerList
          customers={found}
          change={(customer) => setDialog({ what: 'change', customer })}
          remove={(customer) => setDialog({ what: 'remove', customer })}
        />
      )}
      <Modal
        opened={dialog !== undefined}
        onClose={close}
        title={dialog && titleOf(dialog)}
        centered
      >
        {dialog?.what === 'new' && <CustomerForm close={close} />}
        {dialog?.what === 'change' && <CustomerForm customer={dialog.customer} close={close} />}
        {dialog?.what === 'remove' && <RemoveCustomer customer={dialog.customer} close={close} />}
      </Modal>
    </Stack>
  )
}

function titleOf(dialog: Dialog): string {
  if (dialog.what === 'new') return 'New customer'
  return dialog.what === 'change' ? 'Change a customer' : `Remove ${dialog.customer.name}?`
}
