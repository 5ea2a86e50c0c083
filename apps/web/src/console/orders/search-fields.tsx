import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { en } from '../../languages/console-orders/en.ts'
import { useSalesUnits } from './order-queries.ts'
import type { OrderSearch, SearchName } from './order-search.ts'
import { useOrderWords } from './order-words.ts'

interface SearchFieldsProps {
  readonly search: OrderSearch
  readonly set: (name: SearchName, value: string) => void
  readonly clear: () => void
}

/** What orders can be looked for by. */
export function SearchFields({ search, set, clear }: SearchFieldsProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { status } = useOrderWords()
  const { data } = useSalesUnits()
  const salesUnits = data?.salesUnits ?? []
  const field = (name: SearchName) => ({
    value: search[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set(name, event.currentTarget.value),
  })
  return (
    <Group component="search" align="end" gap="sm">
      <TextInput label={t('search.number')} type="search" miw={220} {...field('q')} />
      <TextInput
        label={t('search.customer')}
        placeholder={t('search.customerHint')}
        type="search"
        miw={200}
        {...field('customer')}
      />
      <NativeSelect
        label={t('search.status')}
        data={[
          { value: '', label: t('search.anyStatus') },
          ...Object.keys(en.status).map((name) => ({ value: name, label: status(name) })),
        ]}
        {...field('status')}
      />
      <Group gap={6} align="end" wrap="nowrap">
        <TextInput
          label={t('search.amountFrom')}
          inputMode="decimal"
          w={105}
          {...field('amountFrom')}
        />
        <TextInput label={t('search.to')} inputMode="decimal" w={105} {...field('amountTo')} />
      </Group>
      <Group gap={6} align="end">
        <TextInput label={t('search.from')} type="date" {...field('from')} />
        <TextInput label={t('search.to')} type="date" {...field('to')} />
      </Group>
      {salesUnits.length > 1 && (
        <NativeSelect
          label={t('search.salesUnit')}
          data={[
            { value: '', label: t('search.anyStatus') },
            ...salesUnits.map(({ msn, referencePrefix }) => ({
              value: msn,
              label: `${referencePrefix} ${msn}`,
            })),
          ]}
          {...field('msn')}
        />
      )}
      {Object.values(search).some((value) => value !== '') && (
        <Button variant="subtle" onClick={clear}>
          {t('search.clear')}
        </Button>
      )}
    </Group>
  )
}
