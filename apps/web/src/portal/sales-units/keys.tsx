import { Button, Code, CopyButton, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { KeysView, SalesUnitView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { environmentFile } from './environment-file.ts'
import { RotateKey } from './rotate-key.tsx'
import { useKeys, useSalesUnits, type RotatedKey } from './sales-unit-queries.ts'

const MASK = '••••••••••••••••'
const SECRETS = [
  ['clientSecret', 'client_secret', 'clientSecret'],
  ['primarySubscriptionKey', 'Ocp-Apim-Subscription-Key, primary', 'primary'],
  ['secondarySubscriptionKey', 'Ocp-Apim-Subscription-Key, secondary', 'secondary'],
] as const satisfies readonly (readonly [keyof KeysView, string, RotatedKey])[]

interface KeysProps {
  readonly unit: SalesUnitView
}

/** What authenticates a sales unit; its secrets are fetched and shown when somebody asks. */
export function Keys({ unit }: KeysProps): React.ReactNode {
  const [isShown, { toggle }] = useDisclosure()
  const { data, error, isFetching, refetch } = useKeys(unit.msn, isShown)
  const keys = isShown ? data : undefined
  return (
    <Stack component="section" gap="xs" aria-labelledby="keys">
      <Group justify="space-between">
        <Title order={3} size="h4" id="keys">
          Keys
        </Title>
        <Group gap="xs">
          {keys && (
            <Copy
              label="Copy as .env"
              value={environmentFile(unit, keys, window.location.origin)}
            />
          )}
          <Button size="xs" variant="default" aria-expanded={isShown} onClick={toggle}>
            {isShown ? 'Hide the keys' : 'Show the keys'}
          </Button>
        </Group>
      </Group>
      <SharedKeys unit={unit} />
      {error && isShown && <QueryProblem error={error} retry={() => void refetch()} />}
      <Paper withBorder p="md">
        <Stack>
          <Key label="client_id" value={unit.clientId} />
          {SECRETS.map(([name, label, key]) => (
            <Key key={name} label={label} value={keys?.[name]} isLoading={isShown && isFetching}>
              <RotateKey unit={unit} name={key} />
            </Key>
          ))}
        </Stack>
      </Paper>
    </Stack>
  )
}

function SharedKeys({ unit }: KeysProps) {
  const { data: units = [] } = useSalesUnits()
  const others = units.filter(({ clientId, msn }) => clientId === unit.clientId && msn !== unit.msn)
  if (others.length === 0) return null
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      They act for {others.map(({ name, msn }) => `${name} (${msn})`).join(', ')} too: a request
      says in Merchant-Serial-Number for which.
    </Text>
  )
}

interface KeyProps {
  readonly label: string
  /** Undefined while it is hidden. */
  readonly value: string | undefined
  readonly isLoading?: boolean
  readonly children?: React.ReactNode
}

function Key({ label, value, isLoading, children }: KeyProps) {
  return (
    <Group justify="space-between" gap="xs">
      <Stack gap={2} style={{ flex: '1 1 240px', minWidth: 0 }}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        {isLoading && value === undefined ? (
          <Skeleton height={20} aria-label="Fetching the keys" />
        ) : (
          <Code fz="sm" style={{ overflowWrap: 'anywhere', alignSelf: 'start' }}>
            {value ?? <span aria-label="hidden">{MASK}</span>}
          </Code>
        )}
      </Stack>
      <Group gap="xs">
        {value !== undefined && <Copy label="Copy" of={label} value={value} />}
        {children}
      </Group>
    </Group>
  )
}

interface CopyProps {
  readonly label: string
  /** What is copied, for those who do not see what stands beside it. */
  readonly of?: string
  readonly value: string
}

function Copy({ label, of, value }: CopyProps) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          onClick={copy}
          aria-label={of === undefined ? undefined : `${copied ? 'Copied' : label} ${of}`}
        >
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  )
}
