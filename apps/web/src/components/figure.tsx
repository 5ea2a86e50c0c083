import { Stack, Title } from '@mantine/core'

interface FigureProps {
  readonly title: string
  /** What somebody who cannot see the picture is told. */
  readonly summary: string
  readonly children: React.ReactNode
}

/** A chart with its title. */
export function Figure({ title, summary, children }: FigureProps): React.ReactNode {
  return (
    <Stack gap="xs" miw={0}>
      <Title order={3} size="h4">
        {title}
      </Title>
      <div role="img" aria-label={summary}>
        {children}
      </div>
    </Stack>
  )
}
