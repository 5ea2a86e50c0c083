import { Button, Radio, Stack, Text, Title } from '@mantine/core'
import type { AddressView, PhonePayment, ShippingOption } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Actions } from './actions.tsx'
import { AddressForm } from './address-form.tsx'
import { addressInOneLine } from './address-text.ts'
import type { StageProps } from './payment-page.tsx'
import { Refusal } from './refusal.tsx'
import { ShippingOptions } from './shipping-options.tsx'

/** Where a payment is to be sent, and how. */
export interface ChosenDelivery {
  readonly address: AddressView
  readonly option: ShippingOption
}

interface DeliveryStepProps extends StageProps {
  readonly delivery: NonNullable<PhonePayment['delivery']>
}

/** The other address that may be typed has no number in the list. */
const OTHER = 'other'

/** Express: the customer chooses where it is sent, and what the merchant offers for that. */
export function DeliveryStep(props: DeliveryStepProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { delivery, wish, setWish, phoneNumber, payment, decision } = props
  const { addresses, countries } = delivery
  const served = addresses.findIndex(({ country }) => countries.includes(country))
  const [chosen, setChosen] = useState(addresses.length === 0 ? OTHER : String(Math.max(served, 0)))
  const [typed, setTyped] = useState<AddressView>()
  const [option, setOption] = useState<ShippingOption>()
  const address = chosen === OTHER ? typed : addresses[Number(chosen)]
  return (
    <Stack style={{ flex: 1 }}>
      <Title order={2} size="h3">
        {t('delivery.title')}
      </Title>
      <Radio.Group label={t('delivery.address')} value={chosen} onChange={setChosen}>
        <Stack gap="xs" mt="xs">
          {addresses.map((each, index) => (
            <Radio key={index} value={String(index)} label={addressInOneLine(each)} />
          ))}
          <Radio
            value={OTHER}
            label={
              typed ? `${t('delivery.other')}: ${addressInOneLine(typed)}` : t('delivery.other')
            }
          />
        </Stack>
      </Radio.Group>
      {chosen === OTHER && <AddressForm country={payment.market} use={setTyped} />}
      {address && (
        <ShippingOptions
          key={JSON.stringify(address)}
          phoneNumber={phoneNumber}
          payment={payment}
          address={address}
          choose={setOption}
        />
      )}
      <Actions phoneNumber={phoneNumber} decision={decision}>
        {decision.error && <Refusal error={decision.error} />}
        <Button
          size="lg"
          disabled={!address || !option}
          onClick={() => address && option && setWish({ ...wish, delivery: { address, option } })}
        >
          {t('delivery.next')}
        </Button>
      </Actions>
    </Stack>
  )
}

interface DeliverySummaryProps {
  readonly delivery: ChosenDelivery
  readonly change: () => void
}

/** What was chosen, and the way back to it. */
export function DeliverySummary({ delivery, change }: DeliverySummaryProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { address, option } = delivery
  return (
    <Stack gap={2} align="start">
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {option.name}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {addressInOneLine(address)}
      </Text>
      <Button size="compact-sm" variant="default" onClick={change}>
        {t('delivery.change')}
      </Button>
    </Stack>
  )
}
