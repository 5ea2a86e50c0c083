import { Alert, Code, Text } from '@mantine/core'
import type { ConsoleSettlementImport } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { useSettlementImports } from './settlement-queries.ts'

/** How reading the ledgers goes: a line where all is well, and more where it is not. */
export function ImportStates(): React.ReactNode {
  const { data, error, refetch } = useSettlementImports()
  if (error) return <ConsoleProblem error={error} retry={() => void refetch()} />
  return data?.imports.map((each) => (
    <ImportState key={`${each.msn}/${each.ledgerId}`} state={each} />
  ))
}

function ImportState({ state: { state, ...facts } }: { readonly state: ConsoleSettlementImport }) {
  const { t, i18n } = useTranslation('console-settlements')
  const { moment } = useFormats()
  const { msn, readAt, nextReadAt, advice, code } = facts
  switch (state) {
    case 'reading':
      return (
        <Text size="sm">
          {readAt === undefined
            ? t('import.readNever', { msn })
            : t('import.reading', { msn, time: moment(readAt) })}{' '}
          <Balance {...facts} />
        </Text>
      )
    case 'failing':
      return (
        <Alert color="red" title={t('import.failing', { msn })} role="alert">
          {advice && <Text size="sm">{i18n.language === 'nb' ? advice.nb : advice.en}</Text>}
          {nextReadAt !== undefined && (
            <Text size="sm">{t('import.next', { time: moment(nextReadAt) })}</Text>
          )}
          {code !== undefined && <Code>{code}</Code>}
        </Alert>
      )
    case 'off':
    case 'pending':
    case 'none':
      return (
        <Alert color="blue">
          <Text size="sm">{t(`import.${state}`, { msn })}</Text>
        </Alert>
      )
  }
}

function Balance({ balance, currency }: Pick<ConsoleSettlementImport, 'balance' | 'currency'>) {
  const { t } = useTranslation('console-settlements')
  const { money } = useFormats()
  if (balance === undefined || balance === 0) return null
  const amount = money({ value: Math.abs(balance), currency })
  return balance > 0 ? t('import.balance', { amount }) : t('import.debt', { amount })
}
