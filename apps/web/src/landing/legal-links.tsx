import { Anchor, Text } from '@mantine/core'
import type { LandingPayment } from '@kvitt/contract'
import { Trans, useTranslation } from 'react-i18next'

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
          terms: <Anchor href={termsOfSaleUrl} inherit underline="always" />,
          privacy: <Anchor href={privacyPolicyUrl} inherit underline="always" />,
        }}
      />
    </Text>
  )
}
