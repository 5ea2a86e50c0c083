const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

interface TimeProps {
  /** RFC 3339. */
  readonly at: string
}

/** A moment in the reader's time zone; the exact one is in the tooltip. */
export function Time({ at }: TimeProps): React.ReactNode {
  return (
    <time dateTime={at} title={at}>
      {FORMAT.format(new Date(at))}
    </time>
  )
}
