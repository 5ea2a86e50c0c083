import { NumberInput, Radio, Select, SimpleGrid, Stack } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { FaultChoices } from '@kvitt/contract'
import { EFFECTS, type EffectField } from './effects.ts'
import type { FaultValues } from './fault-values.ts'

interface EffectFieldsProps {
  readonly form: UseFormReturnType<FaultValues>
  readonly choices: FaultChoices
}

/** What the chosen effect must or may be told. */
export function EffectFields({ form, choices }: EffectFieldsProps): React.ReactNode {
  const { fields } = EFFECTS[form.values.effect]
  if (fields.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      {fields.map((field) => {
        const Field = COMPONENTS[field]
        return <Field key={field} form={form} choices={choices} />
      })}
    </SimpleGrid>
  )
}

const COMPONENTS: Readonly<Record<EffectField, (props: EffectFieldsProps) => React.ReactNode>> = {
  status: ({ form }) => (
    <NumberInput
      label="Status"
      description="400 to 599"
      allowDecimal={false}
      {...form.getInputProps('status')}
    />
  ),
  code: ({ form, choices }) => (
    <Select
      label="Problem"
      description="With the number’s own status unless another is given"
      data={problemsOf(choices)}
      searchable
      clearable
      {...form.getInputProps('code')}
      value={form.values.code || null}
      onChange={(code: string | null) => form.setFieldValue('code', code ?? '')}
    />
  ),
  retryAfterSeconds: ({ form }) => (
    <NumberInput
      label="Retry-After"
      description="Seconds"
      min={0}
      allowDecimal={false}
      {...form.getInputProps('retryAfterSeconds')}
    />
  ),
  when: ({ form }) => (
    <Radio.Group label="When" {...form.getInputProps('when')}>
      <Stack gap={6} mt={4}>
        <Radio value="before" label="Before: nothing happens" />
        <Radio value="after" label="After: it happens, and nobody learns it" />
      </Stack>
    </Radio.Group>
  ),
  delayMs: ({ form }) => (
    <NumberInput
      label="How late"
      description={form.values.effect === 'latency' ? 'Seconds, up to 60' : 'Seconds'}
      min={0}
      {...form.getInputProps('delayMs')}
    />
  ),
  skewMs: ({ form }) => (
    <NumberInput
      label="How wrong"
      description="Seconds ahead; negative for behind"
      {...form.getInputProps('skewMs')}
    />
  ),
  copies: ({ form }) => (
    <NumberInput
      label="How many more"
      description="1 to 10"
      min={1}
      max={10}
      allowDecimal={false}
      {...form.getInputProps('copies')}
    />
  ),
}

/** Some numbers have several problems: each is named once, with the first of its titles. */
function problemsOf({ problems }: FaultChoices): readonly { value: string; label: string }[] {
  const titles = new Map(
    problems.toReversed().map(({ code, title }) => [String(code), `${code} ${title}`]),
  )
  return [...titles]
    .map(([value, label]) => ({ value, label }))
    .sort((left, right) => Number(left.value) - Number(right.value))
}
