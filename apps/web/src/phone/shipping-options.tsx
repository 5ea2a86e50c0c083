import { Group, Loader, Radio, Stack, Text } from '@mantine/core'
import type { AddressView, ShippingGroup, ShippingOption } from '@kvitt/contract'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { useDelivery, type Delivery } from './delivery-query.ts'
import type { Named } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'

interface ShippingOptionsProps {
  readonly phoneNumber: string
  readonly payment: Named
  readonly address: AddressView
  /** Told at once what is preselected; undefined while there is nothing to choose from. */
  readonly choose: (option: ShippingOption | undefined) => void
}

/** What the merchant offers for one address, once it has said so. */
export function ShippingOptions(props: ShippingOptionsProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber, payment, address, choose } = props
  const { data, error, isFetching, refetch } = useDelivery(phoneNumber, payment, address)
  if (isFetching) {
    return (
      <Group gap="sm" role="status">
        <Loader size="sm" />
        <Text size="sm">{t('delivery.asking')}</Text>
      </Group>
    )
  }
  if (error) return <Refusal error={error} retry={() => void refetch()} />
  return data ? <Options offered={data} choose={choose} /> : null
}

interface OptionsProps {
  readonly offered: Delivery
  readonly choose: ShippingOptionsProps['choose']
}

function Options({ offered, choose }: OptionsProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { groups, defaultOptionId } = offered
  const options = groups.flatMap((group) => group.options.map((option) => ({ group, option })))
  const preselected = options.findIndex(({ option }) => option.id === defaultOptionId)
  const [chosen, setChosen] = useState(String(Math.max(preselected, 0)))
  const option = options[Number(chosen)]?.option
  useEffect(() => {
    choose(option)
    return () => choose(undefined)
  }, [choose, option])
  return (
    <Radio.Group label={t('delivery.options')} value={chosen} onChange={setChosen}>
      <Stack gap="xs" mt="xs">
        {options.map((each, index) => (
          // Nothing but its place tells options apart: merchants give one id to several.
          <Radio.Card key={index} value={String(index)} p="sm" radius="md">
            <Option {...each} />
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  )
}

interface OptionProps {
  readonly group: ShippingGroup
  readonly option: ShippingOption
}

function Option({ group, option }: OptionProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { name, meta, estimatedDelivery, amount } = option
  const carrier = group.brand === 'OTHER' ? [] : [group.brand]
  const about = [...carrier, t(`delivery.type.${group.type}`)].join(' · ')
  return (
    <Group wrap="nowrap" align="start" gap="sm">
      <Radio.Indicator />
      <Stack gap={0} style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        {[about, meta, estimatedDelivery].map(
          (text, index) =>
            text && (
              <Text key={index} size="xs" c="dimmed">
                {text}
              </Text>
            ),
        )}
      </Stack>
      <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {amount.value === 0 ? t('delivery.free') : money(amount)}
      </Text>
    </Group>
  )
}
