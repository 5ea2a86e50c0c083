import { Button, Loader, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { PhonePaymentSummary } from '@kvitt/contract'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { pathOfPayment } from './paths.ts'
import { PaymentRow } from './payment-row.tsx'
import { usePhonePayments, useScan } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'

/**
 * What waits for the customer, and what was before. `?token=…`, or `?msn=…&reference=…`, opens the
 * payment that it names.
 */
export function HomePage(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber = '' } = useParams()
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t('tabs.payments')}
      </Title>
      <Opened phoneNumber={phoneNumber} />
      <Payments phoneNumber={phoneNumber} />
    </Stack>
  )
}

interface OfPhone {
  readonly phoneNumber: string
}

/** What the address has the customer open; the address forgets it, because a token is a secret. */
function Opened({ phoneNumber }: OfPhone): React.ReactNode {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const [parameters, setParameters] = useSearchParams()
  const token = parameters.get('token')
  const msn = parameters.get('msn')
  const reference = parameters.get('reference')
  const { mutate, isPending, error } = useScan(phoneNumber)
  useEffect(() => {
    const named = msn !== null && reference !== null ? { msn, reference } : undefined
    const opened = token === null ? named : { link: token }
    if (!opened) return
    mutate(opened, {
      onSuccess: (found) => void navigate(pathOfPayment(phoneNumber, found), { replace: true }),
      onError: () => setParameters({}, { replace: true }),
    })
  }, [token, msn, reference, mutate, navigate, phoneNumber, setParameters])
  if (error) return <Refusal error={error} />
  return isPending ? <Loader role="status" aria-label={t('home.opening')} /> : null
}

function Payments({ phoneNumber }: OfPhone): React.ReactNode {
  const { t } = useTranslation('phone')
  const list = usePhonePayments(phoneNumber)
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list
  if (isPending) return <Skeleton height={240} aria-label={t('home.loading')} />
  if (error) return <Refusal error={error} retry={() => void refetch()} />
  const payments = data.pages.flatMap((page) => page.payments)
  const waiting = payments.filter(({ state }) => state === 'CREATED')
  const earlier = payments.filter(({ state }) => state !== 'CREATED')
  return (
    <>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('home.waiting')}
        </Title>
        {waiting.length === 0 && (
          <Stack gap={2}>
            <Text size="sm">{t('home.nothing')}</Text>
            <Text size="sm" c="dimmed">
              {t('home.nothingHint')}
            </Text>
          </Stack>
        )}
        <Rows phoneNumber={phoneNumber} payments={waiting} />
      </Stack>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('home.history')}
        </Title>
        {earlier.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('home.noHistory')}
          </Text>
        )}
        <Rows phoneNumber={phoneNumber} payments={earlier} />
        {hasNextPage && (
          <Button
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('home.more')}
          </Button>
        )}
      </Stack>
    </>
  )
}

interface RowsProps extends OfPhone {
  readonly payments: readonly PhonePaymentSummary[]
}

function Rows({ phoneNumber, payments }: RowsProps): React.ReactNode {
  if (payments.length === 0) return null
  return (
    <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {payments.map((payment) => (
        <li key={`${payment.msn}/${payment.reference}`}>
          <PaymentRow phoneNumber={phoneNumber} payment={payment} />
        </li>
      ))}
    </Stack>
  )
}
