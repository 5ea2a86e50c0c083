import { Button } from '@mantine/core'

/** The way to more of a list. */
export function ShowMore({ onClick }: { readonly onClick: () => void }): React.ReactNode {
  return (
    <Button variant="default" onClick={onClick} style={{ alignSelf: 'center' }}>
      Show more
    </Button>
  )
}
