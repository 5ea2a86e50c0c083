import { Button, Group } from '@mantine/core'

interface NewestOlderProps {
  /** Where the page begins; empty at the newest. */
  readonly before: string
  /** Where the next one does; null or undefined when there is none. */
  readonly nextCursor: string | null | undefined
  readonly goTo: (before: string) => void
}

/** Leads on through what is listed with the newest first, and back to its beginning. */
export function NewestOlder({ before, nextCursor, goTo }: NewestOlderProps): React.ReactNode {
  return (
    <Group justify="center">
      {before !== '' && (
        <Button variant="default" onClick={() => goTo('')}>
          Newest
        </Button>
      )}
      {nextCursor != null && (
        <Button variant="default" onClick={() => goTo(nextCursor)}>
          Older
        </Button>
      )}
    </Group>
  )
}
