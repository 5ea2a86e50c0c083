import '../../languages/console-settlements/messages.ts'
import { Alert, Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { ConsoleReconciliation } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { ConsoleProblem } from '../console-problem.tsx'
import { CsvButton } from '../csv-button.tsx'
import { mayDo } from '../may-do.ts'
import { ShowMoreButton } from '../orders/show-more-button.tsx'
import { useConsoleSession } from '../session-queries.ts'
import { ImportStates } from './import-states.tsx'
import { ReconciliationItem } from './reconciliation-item.tsx'
import { useIsSettling, useReconciliation } from './settlement-queries.ts'
import { useSettlementWords } from './settlement-words.ts'

/** Where the ledger and the orders do not agree, and what to do about it. */
export function ReconciliationPage(): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const [parameters, setParameters] = useSearchParams()
  const kind = parameters.get('kind') ?? ''
  return (
    <Stack maw={900}>
      <Group justify="space-between">
        <Title order={2}>{t('reconciliation.title')}</Title>
        <CsvButton path="/reconciliation.csv" />
      </Group>
      <Text c="dimmed" size="sm">
        {t('reconciliation.intro')}
      </Text>
      <ImportStates />
      <Items
        kind={kind}
        choose={(chosen) => setParameters(chosen === '' ? {} : { kind: chosen }, { replace: true })}
      />
    </Stack>
  )
}

interface ItemsProps {
  readonly kind: string
  readonly choose: (kind: string) => void
}

function Items({ kind, choose }: ItemsProps) {
  const isSettling = useIsSettling()
  const { t } = useTranslation('console-settlements')
  const { data: session } = useConsoleSession()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useReconciliation(kind)
  if (isPending) return <Skeleton height={200} aria-label={t('loading')} />
  if (error) return <ConsoleProblem error={error} retry={() => void refetch()} />
  const [first] = data.pages
  const items = data.pages.flatMap((page) => page.items)
  const mayHandle = session != null && mayDo(session.user.role, 'handle')
  return (
    <>
      {first && first.missed > 0 && (
        <Alert color="orange">{t('reconciliation.missed', { number: first.missed })}</Alert>
      )}
      {first && <KindChoice counts={first.counts} kind={kind} choose={choose} />}
      {items.length === 0 && isSettling && <Text role="status">{t('reconciliation.empty')}</Text>}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {items.map((item) => (
          <ReconciliationItem key={item.id} item={item} mayHandle={mayHandle} />
        ))}
      </Stack>
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

interface KindChoiceProps extends ItemsProps {
  readonly counts: ConsoleReconciliation['counts']
}

function KindChoice({ counts, kind, choose }: KindChoiceProps) {
  const { t } = useTranslation('console-settlements')
  const words = useSettlementWords()
  const kinds = Object.entries(counts).filter(([name, number]) => number > 0 || name === kind)
  const all = Object.values(counts).reduce((sum, number) => sum + number, 0)
  if (kinds.length < 2 && kind === '') return null
  return (
    <NativeSelect
      w="fit-content"
      label={t('reconciliation.what')}
      value={kind}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: '', label: t('reconciliation.all', { number: all }) },
        ...kinds.map(([name, number]) => ({
          value: name,
          label: t('reconciliation.some', { kind: words.kind(name), number }),
        })),
      ]}
    />
  )
}
