import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useClockChange } from './clock-queries.ts'

const STEPS = [
  ['1m', '1 minute'],
  ['10m', '10 minutes'],
  ['1h', '1 hour'],
  ['1d', '1 day'],
  ['7d', '7 days'],
  ['14d', '14 days'],
  ['180d', '180 days'],
] as const

/** Moves the clock by as much as is asked for. */
export function AdvanceForm(): React.ReactNode {
  const form = useForm({ mode: 'uncontrolled', initialValues: { by: '' } })
  const { mutate, isPending, variables } = useClockChange()
  const moving = isPending && variables && 'by' in variables ? variables.by : undefined
  const advance = (by: string): void =>
    mutate(
      { change: 'advance', by },
      {
        onSuccess: () => {
          form.reset()
          notifications.show({ message: `The clock has moved by ${by}.` })
        },
        onError: ({ message }) => form.setFieldError('by', message),
      },
    )
  return (
    <Stack component="section" gap="xs" aria-labelledby="advance">
      <Title order={3} size="h4" id="advance">
        Move it forward
      </Title>
      <Text size="sm" c="dimmed">
        Whatever falls due on the way happens, in its order and at its time. It never goes back.
      </Text>
      <Group gap="xs">
        {STEPS.map(([by, label]) => (
          <Button
            key={by}
            size="xs"
            variant="default"
            loading={moving === by}
            disabled={isPending}
            onClick={() => advance(by)}
          >
            {label}
          </Button>
        ))}
      </Group>
      <form onSubmit={form.onSubmit(({ by }) => advance(by.trim()))}>
        <Group align="end" gap="xs">
          <TextInput
            label="Any other time"
            description="Whole numbers with d, h, m or s, as in 1d12h"
            placeholder="1d12h"
            required
            withAsterisk={false}
            w={280}
            maw="100%"
            inputWrapperOrder={['label', 'description', 'input', 'error']}
            key={form.key('by')}
            {...form.getInputProps('by')}
          />
          <Button type="submit" variant="default" loading={isPending && moving !== undefined}>
            Move
          </Button>
        </Group>
      </form>
    </Stack>
  )
}
