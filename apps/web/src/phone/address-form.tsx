import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { AddressView } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'

interface AddressFormProps {
  /** What is filled in at first, two letters. */
  readonly country: string
  readonly use: (address: AddressView) => void
}

/** An address that the customer does not have in the app. */
export function AddressForm({ country, use }: AddressFormProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const { getInputProps, onSubmit } = useForm({
    initialValues: { addressLine1: '', addressLine2: '', postCode: '', city: '', country },
    transformValues: (values) => ({ ...values, country: values.country.toUpperCase() }),
  })
  return (
    <form onSubmit={onSubmit(use)}>
      <Stack gap="sm">
        <TextInput
          label={t('delivery.line1')}
          required
          maxLength={200}
          autoComplete="off"
          {...getInputProps('addressLine1')}
        />
        <TextInput
          label={t('delivery.line2')}
          maxLength={200}
          autoComplete="off"
          {...getInputProps('addressLine2')}
        />
        <Group grow>
          <TextInput
            label={t('delivery.postCode')}
            required
            maxLength={20}
            autoComplete="off"
            {...getInputProps('postCode')}
          />
          <TextInput
            label={t('delivery.city')}
            required
            maxLength={100}
            autoComplete="off"
            {...getInputProps('city')}
          />
        </Group>
        <TextInput
          label={t('delivery.country')}
          required
          pattern="[A-Za-z]{2}"
          maxLength={2}
          autoComplete="off"
          {...getInputProps('country')}
        />
        <Button type="submit" variant="default">
          {t('delivery.useAddress')}
        </Button>
      </Stack>
    </form>
  )
}
