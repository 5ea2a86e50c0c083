import type { SelfTestFinding } from '@kvitt/contract'
import { Alert, Badge, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StepIcon } from './step-icon.tsx'

/** What was tried of one sales unit, what came of it, and what to do. */
export function SetUpFinding({ finding }: { readonly finding: SelfTestFinding }): React.ReactNode {
  const { t } = useTranslation('console')
  const { msn, isRight, steps } = finding
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3} size="h4">
            {t('setUp.salesUnit', { msn })}
          </Title>
          <Badge color={isRight ? 'kvitt' : 'red'} variant="light" radius="sm" tt="none">
            {isRight ? t('setUp.allRight') : t('setUp.notRight')}
          </Badge>
        </Group>
        <Stack component="ol" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
          {steps.map(({ name, result }) => (
            <Group component="li" key={name} gap="sm" wrap="nowrap" align="baseline">
              <StepIcon result={result} />
              <Text size="sm" flex={1} {...(result === 'notTried' && { c: 'dimmed' })}>
                {t(`setUp.steps.${name}`)}
              </Text>
              <Text size="sm" {...(result === 'wrong' ? { fw: 600 } : { c: 'dimmed' })}>
                {t(`setUp.results.${result}`)}
              </Text>
            </Group>
          ))}
        </Stack>
        {isRight ? <Text size="sm">{t('setUp.firewall')}</Text> : <Wrong finding={finding} />}
      </Stack>
    </Paper>
  )
}

/** The server says it in English, with the addresses in question. */
function Wrong({ finding }: { readonly finding: SelfTestFinding }): React.ReactNode {
  const { t, i18n } = useTranslation('console')
  const { item, code, traceId, advice } = finding
  const known = [item, code].find((key) => i18n.exists(`setUp.wrong.${key}`, { ns: 'console' }))
  return (
    <Alert color="red" title={t(`setUp.wrong.${known ?? 'other'}` as 'setUp.wrong.other')}>
      <Stack gap="xs" align="start">
        <Text size="sm" lang="en" style={{ overflowWrap: 'anywhere' }}>
          {advice}
        </Text>
        {code !== undefined && <Code>{code}</Code>}
        {traceId !== undefined && (
          <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{traceId}</Code>
        )}
      </Stack>
    </Alert>
  )
}
