import { Stack } from '@mantine/core'
import type { ShownHeader } from '@kvitt/contract'
import { HeaderList } from '../../components/header-list.tsx'
import { MessageBody } from '../../components/message-body.tsx'

interface CallMessageProps {
  readonly headers: readonly ShownHeader[]
  /** Null where there is none, or where nobody has read it. */
  readonly body: string | null
  /** Of the body. */
  readonly label: string
}

/** What one side of a call said: body and headers. */
export function CallMessage({ headers, body, label }: CallMessageProps): React.ReactNode {
  return (
    <Stack>
      <MessageBody text={body} label={label} />
      <HeaderList headers={headers} />
    </Stack>
  )
}
