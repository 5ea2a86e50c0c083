import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** While something is on its way. */
export function Loading(): React.ReactNode {
  const { t } = useTranslation('shared')
  return <Loader mx="auto" display="block" role="status" aria-label={t('loading')} />
}
