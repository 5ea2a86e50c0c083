import { Badge } from '@mantine/core'
import { useOrderWords } from './order-words.ts'

const COLORS: Readonly<Record<string, string>> = {
  created: 'blue',
  authorized: 'blue',
  partiallyCaptured: 'kvitt',
  captured: 'kvitt',
  partiallyRefunded: 'orange',
  refunded: 'orange',
  refused: 'red',
}

/** A status in words and colour: never colour alone. */
export function OrderStatus({ status }: { readonly status: string }): React.ReactNode {
  const words = useOrderWords()
  return (
    <Badge variant="light" color={COLORS[status] ?? 'gray'} radius="sm" miw="max-content" tt="none">
      {words.status(status)}
    </Badge>
  )
}
