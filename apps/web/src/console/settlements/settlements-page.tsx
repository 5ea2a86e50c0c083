import '@mantine/charts/styles.css'
import '../../languages/console-settlements/messages.ts'
import { Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ConsoleProblem } from '../console-problem.tsx'
import { CsvButton } from '../csv-button.tsx'
import { ShowMoreButton } from '../orders/show-more-button.tsx'
import { ImportStates } from './import-states.tsx'
import { MonthSums } from './month-sums.tsx'
import { ReadNowButton } from './read-now-button.tsx'
import { SettlementTable } from './settlement-table.tsx'
import {
  useIsSettling,
  useSettlementImports,
  useSettlementMonths,
  useSettlements,
  type SettlementSearch,
} from './settlement-queries.ts'
import { useSettlementWords } from './settlement-words.ts'

/** What was paid out: month by month, and settlement by settlement. */
export function SettlementsPage(): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const [parameters, setParameters] = useSearchParams()
  const search = { month: parameters.get('month') ?? '', msn: parameters.get('msn') ?? '' }
  const set = (name: keyof SettlementSearch, value: string): void =>
    setParameters({ ...search, [name]: value }, { replace: true })
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2}>{t('title')}</Title>
        <Group>
          <ReadNowButton />
          <CsvButton path="/settlements.csv" query={search} />
        </Group>
      </Group>
      <Text c="dimmed" size="sm">
        {t('intro')}
      </Text>
      <ImportStates />
      <Choice search={search} set={set} />
      <Settlements search={search} />
      <MonthSums msn={search.msn} />
    </Stack>
  )
}

interface ChoiceProps {
  readonly search: SettlementSearch
  readonly set: (name: keyof SettlementSearch, value: string) => void
}

/** Which month and sales unit are shown; nothing where there is no choice. */
function Choice({ search, set }: ChoiceProps) {
  const { t } = useTranslation('console-settlements')
  const words = useSettlementWords()
  const { data: imports } = useSettlementImports()
  const { data: months } = useSettlementMonths(search.msn)
  const names = [...new Set(months?.months.map(({ month }) => month))]
  // What the address asks for can be seen, and be chosen away, though there is nothing in it.
  if (search.month !== '' && !names.includes(search.month)) names.push(search.month)
  const msns = [...new Set(imports?.imports.map(({ msn }) => msn))]
  return (
    (names.length > 0 || msns.length > 1) && (
      <Group align="end">
        {names.length > 0 && (
          <NativeSelect
            label={t('month')}
            value={search.month}
            onChange={({ currentTarget }) => set('month', currentTarget.value)}
            data={[
              { value: '', label: t('allMonths') },
              ...names.map((month) => ({ value: month, label: words.month(month) })),
            ]}
          />
        )}
        {msns.length > 1 && (
          <NativeSelect
            label={t('salesUnit')}
            value={search.msn}
            onChange={({ currentTarget }) => set('msn', currentTarget.value)}
            data={[{ value: '', label: t('allSalesUnits') }, ...msns]}
          />
        )}
      </Group>
    )
  )
}

function Settlements({ search }: { readonly search: SettlementSearch }) {
  const isSettling = useIsSettling()
  const { t } = useTranslation('console-settlements')
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useSettlements(search)
  if (isPending) return <Skeleton height={200} aria-label={t('loading')} />
  if (error) return <ConsoleProblem error={error} retry={() => void refetch()} />
  const settlements = data.pages.flatMap((page) => page.settlements)
  const isNarrowed = search.month !== '' || search.msn !== ''
  if (settlements.length === 0) {
    // What stands above says why there are none.
    if (!isSettling) return null
    return <Text role="status">{isNarrowed ? t('empty') : t('none')}</Text>
  }
  return (
    <>
      <SettlementTable settlements={settlements} />
      {hasNextPage && (
        <ShowMoreButton
          label={t('more')}
          isLoading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        />
      )}
    </>
  )
}
