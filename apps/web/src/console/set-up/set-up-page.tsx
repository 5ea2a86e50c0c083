import type { SelfTestReport } from '@kvitt/contract'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { changeConsole } from '../console-api.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { SetUpFinding } from './set-up-finding.tsx'

/** What the server runs with and what goes wrong there, for whoever is asked for help. */
const DIAGNOSTICS = '/console/api/v1/diagnostics'

/** Whether this server is set up so that payments and webhooks come through. */
export function SetUpPage(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => changeConsole<SelfTestReport>('POST', '/self-test'),
  })
  return (
    <Stack maw={900}>
      <Title order={2}>{t('setUp.title')}</Title>
      <Text>{t('setUp.about')}</Text>
      <Group gap="xs">
        <Button onClick={() => mutate()} loading={isPending}>
          {t('setUp.test')}
        </Button>
        <Button component="a" variant="default" href={DIAGNOSTICS} download>
          {t('diagnostics')}
        </Button>
      </Group>
      {error && <ConsoleProblem error={error} />}
      <div aria-live="polite" aria-busy={isPending}>
        {data && (
          <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {data.findings.map((finding) => (
              <SetUpFinding key={finding.msn} finding={finding} />
            ))}
          </Stack>
        )}
      </div>
    </Stack>
  )
}
