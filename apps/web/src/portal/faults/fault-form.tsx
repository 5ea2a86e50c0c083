import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import type { FaultChoices, FaultEffectName } from '@kvitt/contract'
import { useRef } from 'react'
import { fieldErrors, otherError } from '../../components/field-errors.ts'
import { QueryProblem } from '../../components/query-problem.tsx'
import { EffectFields } from './effect-fields.tsx'
import { EFFECTS, type Effect } from './effects.ts'
import { useFaultOrder } from './fault-queries.ts'
import { FAULT_TEMPLATES } from './fault-templates.ts'
import { faultWishOf, NO_FAULT, type FaultValues } from './fault-values.ts'
import { OccurrenceFields, SelectionFields } from './selection-fields.tsx'
import { effectInWords } from './fault-words.ts'

const FIELDS = Object.keys(NO_FAULT)

interface FaultFormProps {
  readonly choices: FaultChoices
}

/** Composes a fault: what goes wrong, where, and how often; templates begin it. */
export function FaultForm({ choices }: FaultFormProps): React.ReactNode {
  const form = useForm<FaultValues>({ initialValues: NO_FAULT })
  const { mutate, isPending, error, reset } = useFaultOrder()
  const submit = useRef<HTMLButtonElement>(null)
  const begin = (values: Partial<FaultValues>): void => {
    reset()
    form.clearErrors()
    form.setValues({ ...NO_FAULT, ...values })
    submit.current?.focus()
  }
  const order = form.onSubmit((values) =>
    mutate(faultWishOf(values), {
      onSuccess: (fault) => {
        notifications.show({ message: `On order: ${effectInWords(fault)}.` })
        form.setValues(NO_FAULT)
      },
      onError: (refusal) => form.setErrors(fieldErrors(refusal, FIELDS)),
    }),
  )
  const problem = otherError(error, FIELDS)
  return (
    <Stack component="section" gap="xs" aria-labelledby="order">
      <Title order={3} size="h4" id="order">
        Order a fault
      </Title>
      <Templates begin={begin} />
      <Paper withBorder p="md">
        <form onSubmit={order} noValidate>
          <Stack>
            <Select
              label="What goes wrong"
              description={EFFECTS[form.values.effect].description}
              data={GROUPS}
              allowDeselect={false}
              {...form.getInputProps('effect')}
            />
            <EffectFields form={form} choices={choices} />
            <SelectionFields form={form} choices={choices} />
            <OccurrenceFields form={form} />
            {problem && <QueryProblem error={problem} />}
            <Group justify="end">
              <Button variant="default" onClick={() => begin({})}>
                Empty the form
              </Button>
              <Button type="submit" ref={submit} loading={isPending}>
                Order it
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </Stack>
  )
}

function Templates({ begin }: { readonly begin: (values: Partial<FaultValues>) => void }) {
  return (
    <Group gap="xs" role="group" aria-label="Begin with">
      <Text size="sm" c="dimmed">
        Begin with
      </Text>
      {FAULT_TEMPLATES.map(({ label, values }) => (
        <Button key={label} size="compact-sm" variant="default" onClick={() => begin(values)}>
          {label}
        </Button>
      ))}
    </Group>
  )
}

const GROUPS = (
  [
    ['requests', 'Of requests'],
    ['both', 'Of requests and webhooks'],
    ['webhooks', 'Of webhooks'],
  ] as const
).map(([befalls, group]) => ({
  group,
  items: (Object.entries(EFFECTS) as [FaultEffectName, Effect][])
    .filter(([, effect]) => effect.befalls === befalls)
    .map(([value, { label }]) => ({ value, label })),
}))
