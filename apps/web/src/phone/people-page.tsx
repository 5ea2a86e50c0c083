import {
  Badge,
  Button,
  Group,
  NavLink,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import type { CustomerView } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { QueryProblem } from '../components/query-problem.tsx'
import { useCustomers } from '../customers-query.ts'
import { NewPerson } from './new-person.tsx'
import { pathOfPhone } from './paths.ts'
import { PhoneFrame } from './phone-frame.tsx'

/** How many people are offered at once; a search finds the others. */
const SHOWN_MAX = 50

/** Whose phone this tab is to be. */
export function PeoplePage(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { search } = useLocation()
  const [isMaking, setIsMaking] = useState(false)
  const opens = search !== ''
  return (
    <PhoneFrame label={t('choose.title')}>
      {isMaking ? (
        <NewPerson search={search} back={() => setIsMaking(false)} />
      ) : (
        <Stack>
          <Stack gap="xs">
            <Title order={1} size="h2">
              {t('choose.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {opens ? t('choose.withPayment') : t('choose.intro')}
            </Text>
          </Stack>
          <People search={search} />
          <Button variant="default" onClick={() => setIsMaking(true)}>
            {t('choose.make')}
          </Button>
        </Stack>
      )}
    </PhoneFrame>
  )
}

function People({ search }: { readonly search: string }): React.ReactNode {
  const { t } = useTranslation('phone')
  const [text, setText] = useState('')
  const { data: customers, error, refetch } = useCustomers()
  if (error) return <QueryProblem error={error} retry={() => void refetch()} />
  if (!customers) return <Skeleton height={240} aria-label={t('home.loading')} />
  const found = customers.filter((customer) => fits(customer, text)).slice(0, SHOWN_MAX)
  return (
    <>
      <TextInput
        type="search"
        label={t('choose.find')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {found.length === 0 && <Text role="status">{t('choose.nobody')}</Text>}
      <Stack gap={4} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {found.map((customer) => (
          <li key={customer.phoneNumber}>
            <Person customer={customer} search={search} />
          </li>
        ))}
      </Stack>
    </>
  )
}

interface PersonProps {
  readonly customer: CustomerView
  readonly search: string
}

function Person({ customer, search }: PersonProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { name, phoneNumber, market, blocked } = customer
  return (
    <NavLink
      component={Link}
      to={`${pathOfPhone(phoneNumber)}${search}`}
      label={
        <Group gap="xs" wrap="nowrap">
          <Text component="span" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          {blocked && (
            <Badge color="gray" variant="light" miw="max-content">
              {t('choose.blocked')}
            </Badge>
          )}
        </Group>
      }
      description={`+${phoneNumber} · ${t(`market.${market}`)}`}
      style={{ borderRadius: 'var(--mantine-radius-md)' }}
    />
  )
}

function fits({ name, phoneNumber }: CustomerView, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  const digits = wanted.replaceAll(/[\s+]/g, '')
  return name.toLowerCase().includes(wanted) || (digits !== '' && phoneNumber.includes(digits))
}
