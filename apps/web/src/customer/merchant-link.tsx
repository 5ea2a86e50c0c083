import { Anchor, Text, type AnchorProps } from '@mantine/core'

/** Schemes that run or read something in a browser: nobody is sent there. */
const UNSAFE_SCHEME = /^\s*(?:javascript|data|vbscript|file|blob|about|view-source):/i
const SCHEME = /^[a-z][a-z0-9+.-]*:/i

interface MerchantLinkProps extends Omit<AnchorProps, 'href'> {
  /** As the merchant has written it. */
  readonly href: string
  readonly children: React.ReactNode
}

/**
 * A link that a merchant has given, opened in a context of its own: the page that it was clicked on
 * stays, and can neither be reached nor recognised from there. What cannot be a link is text.
 */
export function MerchantLink({ href, children, ...props }: MerchantLinkProps): React.ReactNode {
  const address = merchantAddress(href)
  if (address === undefined) return <Text component="span">{children}</Text>
  return (
    <Anchor {...props} href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </Anchor>
  )
}

/** Where a merchant's address leads; one without scheme was accepted as one of the web. */
export function merchantAddress(href: string): string | undefined {
  if (href === '' || UNSAFE_SCHEME.test(href)) return undefined
  return SCHEME.test(href) ? href : `https://${href}`
}
