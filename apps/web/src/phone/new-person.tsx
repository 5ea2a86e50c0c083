import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { pathOfPhone } from './paths.ts'
import { useNewCustomer } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'

const PHONE_NUMBER = /^(?:4[57]\d{8}|358\d{6,11})$/
const BIRTH_DATE = '1990-01-01'

interface NewPersonProps {
  /** What goes along to the new person's phone. */
  readonly search: string
  readonly back: () => void
}

/** Makes a test customer; the rest of what there is to know of one is made up by the server. */
export function NewPerson({ search, back }: NewPersonProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const { mutate, isPending, error } = useNewCustomer()
  const { getInputProps, onSubmit } = useForm({
    initialValues: { phoneNumber: '', firstName: '', lastName: '', birthDate: BIRTH_DATE },
    transformValues: ({ phoneNumber, ...rest }) => ({
      ...rest,
      phoneNumber: digitsOf(phoneNumber),
    }),
    validate: {
      phoneNumber: (text) =>
        PHONE_NUMBER.test(digitsOf(text)) ? null : t('make.phoneNumberWrong'),
      firstName: (text) => (text.trim() === '' ? t('make.nameMissing') : null),
      lastName: (text) => (text.trim() === '' ? t('make.nameMissing') : null),
    },
  })
  const submit = onSubmit((customer) =>
    mutate(customer, {
      onSuccess: ({ phoneNumber }) => void navigate(`${pathOfPhone(phoneNumber)}${search}`),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Title order={1} size="h2">
          {t('make.title')}
        </Title>
        <TextInput
          label={t('make.phoneNumber')}
          description={t('make.phoneNumberHint')}
          type="tel"
          data-autofocus
          {...getInputProps('phoneNumber')}
        />
        <TextInput label={t('make.firstName')} {...getInputProps('firstName')} />
        <TextInput label={t('make.lastName')} {...getInputProps('lastName')} />
        <TextInput
          label={t('make.birthDate')}
          description={t('make.birthDateHint')}
          type="date"
          {...getInputProps('birthDate')}
        />
        {error && <Refusal error={error} />}
        <Group grow preventGrowOverflow={false}>
          <Button type="submit" loading={isPending}>
            {t('make.submit')}
          </Button>
          <Button variant="default" onClick={back}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function digitsOf(text: string): string {
  return text.replaceAll(/[\s+]/g, '')
}
