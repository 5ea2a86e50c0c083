const FORMAT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const TIME_OF_DAY = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const SHORT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

interface TimeProps {
  /** RFC 3339. */
  readonly at: string
  /** Leaves out the year, and today's date. */
  readonly short?: boolean
}

/** A moment in the reader's time zone; the exact one is in the tooltip. */
export function Time({ at, short = false }: TimeProps): React.ReactNode {
  const date = new Date(at)
  return (
    <time dateTime={at} title={at}>
      {(short ? shortFormat(date) : FORMAT).format(date)}
    </time>
  )
}

function shortFormat(date: Date): Intl.DateTimeFormat {
  return date.toDateString() === new Date().toDateString() ? TIME_OF_DAY : SHORT
}
