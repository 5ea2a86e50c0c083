import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ConsoleProblem } from '../console-problem.tsx'
import { mayDo } from '../may-do.ts'
import { useConsoleSession } from '../session-queries.ts'
import { useReadingNow } from './settlement-queries.ts'

/** Has the ledgers read now instead of within the hour; for who handles orders. */
export function ReadNowButton(): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const { data: session } = useConsoleSession()
  const { mutate, isPending, error } = useReadingNow()
  if (!session || !mayDo(session.user.role, 'handle')) return null
  return (
    <>
      {error && <ConsoleProblem error={error} retry={() => mutate()} />}
      <Button variant="default" loading={isPending} onClick={() => mutate()}>
        {t('import.readNow')}
      </Button>
    </>
  )
}
