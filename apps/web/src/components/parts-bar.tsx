import { Group, Progress, Stack, Text } from '@mantine/core'

/** Part of an amount. */
interface Part {
  readonly name: string
  /** How much of the bar it is, in minor units. */
  readonly value: number
  /** What its words say where that is another amount; a part of nothing is left out. */
  readonly said?: number
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
  const present = parts
    .map(({ said, ...part }) => ({ ...part, said: said ?? part.value }))
    .filter(({ said }) => said > 0)
  return (
    <Stack gap="xs">
      <Progress.Root size={24} radius="sm">
        {present.map(({ name, value, said, color }) => (
          <Progress.Section
            key={name}
            value={(value / whole) * 100}
            color={color}
            aria-label={`${name}: ${inWords(said)}`}
          />
        ))}
      </Progress.Root>
      <Group gap="lg">
        {present.map(({ name, said, color }) => (
          <Group key={name} gap={6}>
            <Text component="span" c={color} aria-hidden>
              ■
            </Text>
            <Text size="sm">
              {name} {inWords(said)}
            </Text>
          </Group>
        ))}
      </Group>
    </Stack>
  )
}
