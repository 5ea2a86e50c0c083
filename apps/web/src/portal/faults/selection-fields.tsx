import { MultiSelect, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { FaultChoices } from '@kvitt/contract'
import { SalesUnitSelect } from '../sales-unit-select.tsx'
import { EFFECTS } from './effects.ts'
import type { FaultValues } from './fault-values.ts'

const WEBHOOK_DELIVERY = 'deliverWebhook'

interface FieldsProps {
  readonly form: UseFormReturnType<FaultValues>
}

/** Where a fault strikes; what is left empty may be anything. */
export function SelectionFields({
  form,
  choices,
}: FieldsProps & { readonly choices: FaultChoices }): React.ReactNode {
  const { befalls } = EFFECTS[form.values.effect]
  const operations = choices.operations.filter(
    ({ id }) => befalls === 'both' || (id === WEBHOOK_DELIVERY) === (befalls === 'webhooks'),
  )
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {befalls !== 'webhooks' && (
        <MultiSelect
          label="Operations"
          placeholder={form.values.operation.length === 0 ? 'Any' : ''}
          data={operations.map(({ id }) => id)}
          searchable
          clearable
          {...form.getInputProps('operation')}
        />
      )}
      {befalls !== 'requests' && (
        <Select
          label="Event of the webhook"
          placeholder="Any"
          data={choices.events}
          clearable
          {...form.getInputProps('event')}
          value={form.values.event || null}
          onChange={(event: string | null) => form.setFieldValue('event', event ?? '')}
        />
      )}
      <TextInput label="Reference" placeholder="Any" {...form.getInputProps('reference')} />
      <SalesUnitSelect value={form.values.msn} onChange={(msn) => form.setFieldValue('msn', msn)} />
    </SimpleGrid>
  )
}

/** How often and how long a fault strikes. */
export function OccurrenceFields({ form }: FieldsProps): React.ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <NumberInput
        label="How often"
        description="Times; empty for always"
        min={1}
        allowDecimal={false}
        {...form.getInputProps('count')}
      />
      <NumberInput
        label="How long"
        description="Minutes of the environment"
        min={0}
        {...form.getInputProps('lastsMs')}
      />
      <NumberInput
        label="Chance"
        description="Percent; empty for all"
        min={0}
        max={100}
        {...form.getInputProps('probability')}
      />
      <NumberInput
        label="Seed"
        description="The same chance every time"
        min={0}
        allowDecimal={false}
        disabled={form.values.probability === ''}
        {...form.getInputProps('seed')}
      />
    </SimpleGrid>
  )
}
