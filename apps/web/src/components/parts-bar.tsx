import { Group, Progress, Stack, Text } from '@mantine/core'

/** Part of an amount. */
interface Part {
  readonly name: string
  /** Minor units; a part of nothing is left out. */
  readonly value: number
  readonly color: string
}

interface PartsBarProps {
  readonly parts: readonly Part[]
  /** Minor units. */
  readonly whole: number
  readonly inWords: (value: number) => string
}

/** What has become of an amount: parts of one bar, and in words below it. */
export function PartsBar({ parts, whole, inWords }: PartsBarProps): React.ReactNode {
  const present = parts.filter(({ value }) => value > 0)
  return (
    <Stack gap="xs">
      <Progress.Root size={24} radius="sm">
        {present.map(({ name, value, color }) => (
          <Progress.Section
            key={name}
            value={(value / whole) * 100}
            color={color}
            aria-label={`${name}: ${inWords(value)}`}
          />
        ))}
      </Progress.Root>
      <Group gap="lg">
        {present.map(({ name, value, color }) => (
          <Group key={name} gap={6}>
            <Text component="span" c={color} aria-hidden>
              ■
            </Text>
            <Text size="sm">
              {name} {inWords(value)}
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}
