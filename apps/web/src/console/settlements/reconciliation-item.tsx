import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ConsoleReconciliationItem } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Fact, Facts } from '../../components/fact.tsx'
import { useFormats } from '../../customer/formats.ts'
import { ClearDialog } from './clear-dialog.tsx'
import { useSettlementWords } from './settlement-words.ts'

interface ReconciliationItemProps {
  readonly item: ConsoleReconciliationItem
  readonly mayHandle: boolean
}

/** Something that does not fit: what it is, what it means, and what to do next. */
export function ReconciliationItem({ item, mayHandle }: ReconciliationItemProps): React.ReactNode {
  const { t, i18n } = useTranslation('console-settlements')
  const { money } = useFormats()
  const words = useSettlementWords()
  const [isOpen, { open, close }] = useDisclosure()
  const { kind, amount, currency, advice } = item
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="xs" align="start">
        <Group justify="space-between" w="100%">
          <Title order={3} size="h5">
            {words.kind(kind)}
          </Title>
          {amount !== undefined && <Text fw={600}>{money({ value: amount, currency })}</Text>}
        </Group>
        <Text size="sm">{i18n.language === 'nb' ? advice.nb : advice.en}</Text>
        <ItemFacts item={item} />
        {mayHandle && (
          <Button size="xs" variant="default" onClick={open}>
            {t('reconciliation.clear')}
          </Button>
        )}
      </Stack>
      {isOpen && <ClearDialog id={item.id} title={words.kind(kind)} close={close} />}
    </Paper>
  )
}

function ItemFacts({ item }: { readonly item: ConsoleReconciliationItem }) {
  const { t } = useTranslation('console-settlements')
  const { moment, shortDay } = useFormats()
  const words = useSettlementWords()
  const { msn, at, ledgerDate, entryType, reference, pspReference, order, settlement } = item
  return (
    <Facts>
      {order !== undefined && (
        <Fact name={t('reconciliation.order')}>
          <Anchor component={Link} to={`/console/orders/${order}`} inherit>
            {order}
          </Anchor>
        </Fact>
      )}
      {settlement !== undefined && (
        <Fact name={t('reconciliation.settlement')}>
          <Anchor
            component={Link}
            to={`/console/settlements/${msn}/${encodeURIComponent(settlement)}`}
            inherit
          >
            {settlement}
          </Anchor>
        </Fact>
      )}
      {reference !== undefined && reference !== '' && (
        <Fact name={t('reconciliation.reference')}>{reference}</Fact>
      )}
      {entryType !== undefined && (
        <Fact name={t('reconciliation.type')}>{words.entry(entryType)}</Fact>
      )}
      {ledgerDate !== undefined && (
        <Fact name={t('reconciliation.ledgerDate')}>{shortDay(ledgerDate)}</Fact>
      )}
      {pspReference !== undefined && (
        <Fact name={t('reconciliation.pspReference')}>{pspReference}</Fact>
      )}
      <Fact name={t('reconciliation.salesUnit')}>{msn}</Fact>
      <Fact name={t('reconciliation.found')}>{moment(at)}</Fact>
    </Facts>
  )
}
