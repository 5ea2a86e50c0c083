import { Button, CopyButton } from '@mantine/core'

interface CopyTextProps {
  readonly label: string
  readonly text: string
}

/** Puts a text on the clipboard, and says so. */
export function CopyText({ label, text }: CopyTextProps): React.ReactNode {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy} aria-live="polite">
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  )
}
