import { Button, Skeleton, Stack, Title } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, Outlet, useMatch, useParams } from 'react-router'
import { QueryProblem } from '../components/query-problem.tsx'
import { useCustomers } from '../customers-query.ts'
import { ArrivalBanner } from './arrival-banner.tsx'
import { chooseCustomer } from './chosen-customer.ts'
import { PhoneFrame } from './phone-frame.tsx'
import styles from './phone-frame.module.css'
import { usePhoneUpdates } from './phone-updates.ts'

/** One customer's phone: what the address says of whose it is counts for this tab from now on. */
export function Phone(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber = '' } = useParams()
  const { data: customers, error, refetch } = useCustomers()
  const customer = customers?.find((each) => each.phoneNumber === phoneNumber)
  useEffect(() => {
    if (customer) chooseCustomer(customer.phoneNumber)
  }, [customer])
  const label = customer ? t('phoneOf', { name: customer.name }) : t('title')
  if (customer) return <OwnPhone key={phoneNumber} phoneNumber={phoneNumber} label={label} />
  return (
    <PhoneFrame label={label}>
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {!customers && !error && <Skeleton height={300} aria-label={t('home.loading')} />}
      {customers && <Nobody phoneNumber={phoneNumber} />}
    </PhoneFrame>
  )
}

interface OwnPhoneProps {
  readonly phoneNumber: string
  readonly label: string
}

function OwnPhone({ phoneNumber, label }: OwnPhoneProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const arrivals = usePhoneUpdates(phoneNumber)
  // There the way back stands above, and the room below is for what to do.
  const isPayment = useMatch('/phone/:phoneNumber/payments/*') !== null
  const tabs = [
    { to: `/phone/${phoneNumber}`, label: t('tabs.payments'), end: true },
    { to: `/phone/${phoneNumber}/scan`, label: t('tabs.scan'), end: false },
    { to: `/phone/${phoneNumber}/me`, label: t('tabs.me'), end: false },
  ]
  return (
    <PhoneFrame
      label={label}
      arrivals={<ArrivalBanner phoneNumber={phoneNumber} {...arrivals} />}
      tabs={
        isPayment ? undefined : (
          <nav className={styles['tabs']} aria-label={t('title')}>
            {tabs.map(({ to, label: name, end }) => (
              <NavLink key={to} to={to} end={end} className={styles['tab'] ?? ''}>
                {name}
              </NavLink>
            ))}
          </nav>
        )
      }
    >
      <Outlet />
    </PhoneFrame>
  )
}

function Nobody({ phoneNumber }: { readonly phoneNumber: string }): React.ReactNode {
  const { t } = useTranslation('phone')
  return (
    <Stack align="start">
      <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
        {t('choose.unknown', { phoneNumber })}
      </Title>
      <Button component={Link} to="/phone/people">
        {t('choose.another')}
      </Button>
    </Stack>
  )
}
