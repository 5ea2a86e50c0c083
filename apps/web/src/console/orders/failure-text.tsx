import { Button, Code, CopyButton, Group, Text } from '@mantine/core'
import type { ConsoleFailure } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useOrderWords } from './order-words.ts'

/** What a failure means and what to do, with what support at the other end asks for. */
export function FailureText({ failure }: { readonly failure: ConsoleFailure }): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const { text } = useOrderWords()
  const { code, traceId, advice } = failure
  if (code === undefined && traceId === undefined) return null
  return (
    <>
      {advice && <Text size="sm">{text(advice)}</Text>}
      <Group gap="xs">
        {code !== undefined && <Code>{code}</Code>}
        {traceId !== undefined && (
          <>
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {t('order.traceId')} <Code>{traceId}</Code>
            </Text>
            <CopyButton value={traceId}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy} aria-live="polite">
                  {copied ? t('order.copied') : t('order.copyTraceId')}
                </Button>
              )}
            </CopyButton>
          </>
        )}
      </Group>
    </>
  )
}
