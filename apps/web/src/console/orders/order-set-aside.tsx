import { Alert } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'

/** That nothing is done for an order whose sales unit is not configured. */
export function OrderSetAside({ order }: { readonly order: ConsoleOrder }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { moment } = useFormats()
  const { setAsideAt, msn } = order
  if (setAsideAt === undefined) return null
  return (
    <Alert color="orange" title={t('order.setAside')}>
      {t('order.setAsideAdvice', { msn, time: moment(setAsideAt) })}
    </Alert>
  )
}
