import { Button, Stack, Switch, Text, Title } from '@mantine/core'
import type { CustomerView } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCustomers } from '../customers-query.ts'
import { addressInOneLine } from './address-text.ts'
import { CardText } from './card-text.tsx'
import { Facts } from './facts.tsx'
import { useCustomerChange } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'

/** Who the customer is, with which cards, and whether the customer may pay at all. */
export function MePage(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber } = useParams()
  const { data: customers } = useCustomers()
  const customer = customers?.find((each) => each.phoneNumber === phoneNumber)
  return (
    <Stack gap="lg">
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {customer?.name ?? t('me.title')}
      </Title>
      {customer && <Person customer={customer} />}
      <Button component={Link} to="/phone/people" variant="default">
        {t('choose.another')}
      </Button>
    </Stack>
  )
}

function Person({ customer }: { readonly customer: CustomerView }): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber, market, birthDate, email, addresses, cards } = customer
  return (
    <>
      <Facts
        facts={[
          [t('me.phoneNumber'), `+${phoneNumber} · ${t(`market.${market}`)}`],
          [t('me.birthDate'), birthDate],
          [t('me.email'), email],
          ...addresses.map((address) => [t('me.address'), addressInOneLine(address)] as const),
        ]}
      />
      <Switches customer={customer} />
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t('me.cards')}
        </Title>
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
          {cards.map((card) => (
            <li key={card.name}>
              <CardText card={card} />
            </li>
          ))}
        </Stack>
        {cards.length === 0 && <Text size="sm">{t('refusal.noCards')}</Text>}
      </Stack>
    </>
  )
}

function Switches({ customer }: { readonly customer: CustomerView }): React.ReactNode {
  const { t } = useTranslation('phone')
  const { mutate, error, isPending } = useCustomerChange(customer.phoneNumber)
  return (
    <Stack gap="sm">
      <Switch
        label={t('me.blocked')}
        description={t('me.blockedHint')}
        checked={customer.blocked}
        disabled={isPending}
        onChange={({ currentTarget }) => mutate({ blocked: currentTarget.checked })}
      />
      <Switch
        label={t('me.identified')}
        description={t('me.identifiedHint')}
        checked={customer.identified}
        disabled={isPending}
        onChange={({ currentTarget }) => mutate({ identified: currentTarget.checked })}
      />
      {error && <Refusal error={error} />}
    </Stack>
  )
}
