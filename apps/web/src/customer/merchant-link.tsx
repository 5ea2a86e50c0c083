import { Anchor, Text, type AnchorProps } from '@mantine/core'
import { merchantAddress } from './merchant-address.ts'

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
