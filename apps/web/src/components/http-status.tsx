import { Badge } from '@mantine/core'

interface HttpStatusProps {
  /** 0 and null where there was no answer. */
  readonly status: number | null
}

/** A status as number and colour: never colour alone. */
export function HttpStatus({ status }: HttpStatusProps): React.ReactNode {
  return (
    <Badge variant="light" color={colorOf(status)} radius="sm" miw="max-content">
      {status || 'No answer'}
    </Badge>
  )
}

function colorOf(status: number | null): string {
  if (!status || status >= 500) return 'red'
  if (status >= 400) return 'orange'
  return status >= 300 ? 'blue' : 'kvitt'
}
