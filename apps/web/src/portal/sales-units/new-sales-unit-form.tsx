import { Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import type { SalesUnitView } from '@kvitt/contract'
import { useNavigate } from 'react-router'
import { fieldErrors, otherError } from '../../components/field-errors.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { useSalesUnitCreation } from './sales-unit-queries.ts'

const NAME_LENGTH_MAX = 30
const FIELDS = ['name', 'market', 'msn', 'sharesKeysOf']
const MARKETS = [
  { value: 'NO', label: 'Norway, NOK' },
  { value: 'DK', label: 'Denmark, DKK' },
  { value: 'FI', label: 'Finland, EUR' },
]

interface NewSalesUnitFormProps {
  readonly units: readonly SalesUnitView[]
  readonly close: () => void
}

/** Asks what a new sales unit is called and where it is, and goes there. */
export function NewSalesUnitForm({ units, close }: NewSalesUnitFormProps): React.ReactNode {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useSalesUnitCreation()
  const form = useForm({
    initialValues: { name: '', market: 'NO', msn: '', sharesKeysOf: null as string | null },
    validate: { name: (name) => (name.trim() === '' ? 'Give it a name.' : null) },
  })
  const { length } = form.values.name
  const submit = form.onSubmit(({ name, market, msn, sharesKeysOf }) =>
    mutate(
      {
        name: name.trim(),
        market,
        ...(msn.trim() !== '' && { msn: msn.trim() }),
        ...(sharesKeysOf !== null && { sharesKeysOf }),
      },
      {
        onSuccess: (unit) => {
          notifications.show({ message: `Sales unit ${unit.msn} is there.` })
          close()
          void navigate(`/portal/sales-units/${unit.msn}`)
        },
        onError: (refusal) => form.setErrors(fieldErrors(refusal, FIELDS)),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description={`Customers see it. ${length} of ${NAME_LENGTH_MAX} characters.`}
          maxLength={NAME_LENGTH_MAX}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label="Market"
          description="With its currency and its rules. It cannot be changed later."
          data={MARKETS}
          allowDeselect={false}
          {...form.getInputProps('market')}
        />
        <TextInput
          label="Merchant serial number"
          description="4 to 7 digits; without one it gets the next that is free."
          inputMode="numeric"
          {...form.getInputProps('msn')}
        />
        <Select
          label="Same keys as"
          description="Keys that act for several sales units; otherwise it gets its own."
          data={units.map(({ msn, name }) => ({ value: msn, label: `${name} (${msn})` }))}
          clearable
          searchable
          {...form.getInputProps('sharesKeysOf')}
        />
        <FormFoot
          label="Create"
          error={otherError(error, FIELDS)}
          isPending={isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}
