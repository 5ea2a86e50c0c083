import { useFormats } from '../../customer/formats.ts'

/** A moment in the reader's time zone and language; the exact one is in the tooltip. */
export function Moment({ at }: { readonly at: string }): React.ReactNode {
  const { moment } = useFormats()
  return (
    <time dateTime={at} title={at}>
      {moment(at)}
    </time>
  )
}
