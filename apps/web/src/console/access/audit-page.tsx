import type { AuditEntryView } from '@kvitt/contract'
import { Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { PageLoading } from '../../components/page-loading.tsx'
import { useFormats } from '../../customer/formats.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { CsvButton } from '../csv-button.tsx'
import { useAudit } from './audit-queries.ts'

/** What employees have done, the newest first; the address says what is looked for. */
export function AuditPage(): React.ReactNode {
  const { t } = useTranslation('console')
  const [search, setSearch] = useSearchParams()
  const wish = { by: search.get('by') ?? '', order: search.get('order') ?? '' }
  const { data, error, refetch, hasNextPage, fetchNextPage } = useAudit(wish)
  const entries = data?.pages.flatMap((page) => page.entries)
  return (
    <Stack maw={900}>
      <Group justify="space-between">
        <Title order={2}>{t('audit')}</Title>
        <CsvButton path="/audit.csv" query={wish} />
      </Group>
      <form
        key={search.toString()}
        onSubmit={(event) => {
          event.preventDefault()
          const given = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
            typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
          )
          setSearch(Object.fromEntries(given) as Record<string, string>)
        }}
      >
        <Group align="end">
          <TextInput name="by" label={t('log.by')} defaultValue={wish.by} />
          <TextInput name="order" label={t('log.order')} defaultValue={wish.order} />
          <Button type="submit" variant="default">
            {t('log.search')}
          </Button>
        </Group>
      </form>
      {error && <ConsoleProblem error={error} retry={() => void refetch()} />}
      {!entries && !error && <PageLoading />}
      {entries?.length === 0 && <Text c="dimmed">{t('log.empty')}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries?.map((entry, index) => (
          // Entries have no names of their own, and never change places.
          <AuditItem key={index} entry={entry} />
        ))}
      </Stack>
      {hasNextPage && (
        <Button
          variant="default"
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'center' }}
        >
          {t('showMore')}
        </Button>
      )}
    </Stack>
  )
}

function AuditItem({ entry }: { readonly entry: AuditEntryView }): React.ReactNode {
  const { t } = useTranslation('console')
  const { moment, money } = useFormats()
  const { at, by, action, order, amount, reason, user, role } = entry
  const actor = by === 'server' || by === 'openid' ? t(`log.${by}`) : by
  return (
    <Paper component="li" withBorder px="sm" py="xs">
      <Group justify="space-between" gap="xs" align="baseline">
        <Text style={{ overflowWrap: 'anywhere', flex: '1 1 220px' }}>
          <Text span fw={600}>
            {actor}
          </Text>{' '}
          {t(`log.actions.${action}`)}
          {amount && ` ${money(amount)}`}
          {user !== undefined && ` ${user}`}
          {role && ` (${t(`roles.${role}`)})`}
          {order && (
            <>
              {', '}
              <Anchor
                component={Link}
                to={`/console/orders/${encodeURIComponent(order.number)}`}
                underline="always"
              >
                {t('log.forOrder', { number: order.number })}
              </Anchor>
            </>
          )}
        </Text>
        <Text size="sm" c="dimmed">
          <time dateTime={at}>{moment(at)}</time>
        </Text>
      </Group>
      {reason !== undefined && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('log.reason', { reason })}
        </Text>
      )}
    </Paper>
  )
}
