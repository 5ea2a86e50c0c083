import { Button } from '@mantine/core'

interface ShowMoreButtonProps {
  readonly label: string
  readonly isLoading: boolean
  readonly onClick: () => void
}

/** The way to more of a list. */
export function ShowMoreButton({
  label,
  isLoading,
  onClick,
}: ShowMoreButtonProps): React.ReactNode {
  return (
    <Button variant="default" loading={isLoading} onClick={onClick} style={{ alignSelf: 'center' }}>
      {label}
    </Button>
  )
}
