import { Code, Text } from '@mantine/core'

interface MessageBodyProps {
  /** Null where there is none, or where nobody has read it. */
  readonly text: string | null
  /** What it is the body of. */
  readonly label: string
}

/** A body as it was sent, JSON so that people can read it. */
export function MessageBody({ text, label }: MessageBodyProps): React.ReactNode {
  if (!text) {
    return (
      <Text size="sm" c="dimmed">
        {text === null ? 'There is no body, or nobody has read it.' : 'The body is empty.'}
      </Text>
    )
  }
  return <LongText label={label}>{pretty(text)}</LongText>
}

interface LongTextProps {
  readonly label: string
  readonly children: string
}

/** Text that may be long: it breaks, and scrolls in its own frame, also with the keyboard. */
export function LongText({ label, children }: LongTextProps): React.ReactNode {
  return (
    <Code
      block
      tabIndex={0}
      role="region"
      aria-label={label}
      mah={420}
      style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {children}
    </Code>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
