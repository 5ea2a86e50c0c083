import { Text } from '@mantine/core'
import type { LandingPayment } from '@kvitt/contract'
import { Trans, useTranslation } from 'react-i18next'
import { MerchantLink } from '../customer/merchant-link.tsx'

type Links = NonNullable<LandingPayment['legalLinks']>

/** What the customer accepts by approving. */
export function LegalLinks({ links }: { readonly links: Links }): React.ReactNode {
  const { t } = useTranslation('landing')
  const { termsOfSaleUrl, privacyPolicyUrl } = links
  if (termsOfSaleUrl === undefined && privacyPolicyUrl === undefined) return null
  const which =
    privacyPolicyUrl === undefined ? 'terms' : termsOfSaleUrl === undefined ? 'privacy' : 'both'
  return (
    <Text size="sm" c="dimmed">
      <Trans
        t={t}
        i18nKey={`accept.${which}`}
        components={{
          terms: linkTo(termsOfSaleUrl),
          privacy: linkTo(privacyPolicyUrl),
        }}
      />
    </Text>
  )
}

/** The words of the link are in the sentence. */
function linkTo(url: string | undefined): React.ReactElement {
  return (
    <MerchantLink href={url ?? ''} inherit underline="always">
      {null}
    </MerchantLink>
  )
}
