import {
  Alert,
  Badge,
  Button,
  Group,
  Modal,
  Paper,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { WebhookRegistrationView } from '@kvitt/contract'
import { durationInWords } from '../../components/duration-in-words.ts'
import { Fact, Facts } from '../../components/fact.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { useEnvironmentNow } from '../clock/use-environment-now.ts'
import { SalesUnitSelect } from '../sales-unit-select.tsx'
import { useSearch } from '../search-parameters.ts'
import { eventName } from './event-name.ts'
import { QueueList } from './queue-list.tsx'
import { useRegistrationRemoval, useRegistrations } from './webhook-queries.ts'

/** The registrations of all sales units, or of one, with what is wrong with each. */
export function RegistrationList(): React.ReactNode {
  const [{ msn }, change] = useSearch(['msn'])
  const { data, error, isPending, refetch } = useRegistrations({ msn })
  const nowMs = useEnvironmentNow()?.nowMs
  return (
    <Stack>
      <Group component="search">
        <SalesUnitSelect value={msn} onChange={(value) => change({ msn: value })} />
      </Group>
      {isPending && <Skeleton height={200} aria-label="Looking for registrations" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <Text c="dimmed" role="status">
          Nobody has registered for webhooks. Register with POST /webhooks/v1/webhooks, as with the
          real service; addresses on this machine are fine.
        </Text>
      )}
      {data?.map((registration) => (
        <Registration key={registration.registrationId} registration={registration} nowMs={nowMs} />
      ))}
    </Stack>
  )
}

interface RegistrationProps {
  readonly registration: WebhookRegistrationView
  /** On the environment's clock. */
  readonly nowMs: number | undefined
}

function Registration({ registration, nowMs }: RegistrationProps): React.ReactNode {
  const { registrationId, msn, url, events, registeredAt, waitingWebhooks } = registration
  return (
    <Paper withBorder p="md" component="section" aria-label={`Registration ${url}`}>
      <Stack gap="sm">
        <Group justify="space-between" align="start" gap="sm">
          <Title order={3} size="h5" ff="monospace" style={{ overflowWrap: 'anywhere', flex: 1 }}>
            {url}
          </Title>
          <Removal registration={registration} />
        </Group>
        <Health registration={registration} nowMs={nowMs} />
        <Group gap={6}>
          {events.map((type) => (
            <Badge key={type} variant="default" size="sm" miw="max-content" tt="none" title={type}>
              {eventName(type)}
            </Badge>
          ))}
        </Group>
        <Facts>
          <Fact name="Sales unit">{msn}</Fact>
          <Fact name="Id">{registrationId}</Fact>
          <Fact name="Registered">
            <Time at={registeredAt} />
          </Fact>
          <Fact name="Waiting">
            {waitingWebhooks === 0
              ? 'nothing'
              : `${waitingWebhooks} ${waitingWebhooks === 1 ? 'webhook' : 'webhooks'} about ${registration.waitingPayments} ${registration.waitingPayments === 1 ? 'payment' : 'payments'}`}
          </Fact>
        </Facts>
        <QueueList registration={registration} nowMs={nowMs} />
      </Stack>
    </Paper>
  )
}

/** Whether it does what it is for: what is stale is marked. */
function Health({ registration, nowMs }: RegistrationProps): React.ReactNode {
  const { failingSince, deregistersAt, wasUsed, waitingWebhooks } = registration
  if (failingSince !== null && deregistersAt !== null) {
    const leftMs = nowMs === undefined ? undefined : Date.parse(deregistersAt) - nowMs
    return (
      <Alert color="red" title="Every attempt fails">
        Since <Time at={failingSince} />. If that goes on, the registration is removed
        {leftMs === undefined ? '' : ` in ${durationInWords(leftMs)}`}, on{' '}
        <Time at={deregistersAt} />: then register again.
      </Alert>
    )
  }
  if (!wasUsed && waitingWebhooks === 0) {
    return (
      <Alert color="gray" title="Never used">
        Nothing that it is registered for has happened since.
      </Alert>
    )
  }
  return (
    <Badge variant="light" color={wasUsed ? 'kvitt' : 'blue'} radius="sm" miw="max-content">
      {wasUsed ? 'Answers' : 'Waits for its first'}
    </Badge>
  )
}

function Removal({
  registration: { registrationId, url, waitingWebhooks },
}: Pick<RegistrationProps, 'registration'>): React.ReactNode {
  const [isOpen, { open, close }] = useDisclosure()
  const { mutate, isPending, error } = useRegistrationRemoval()
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={`Remove ${url}`}>
        Remove
      </Button>
      <Modal opened={isOpen} onClose={close} title="Remove the registration" centered>
        <Stack>
          <Text style={{ overflowWrap: 'anywhere' }}>
            {url} is told nothing any more, as after DELETE /webhooks/v1/webhooks/{registrationId}.
            {waitingWebhooks > 0 && ` What waits for it is dropped: ${waitingWebhooks}.`}
          </Text>
          {error && <QueryProblem error={error} />}
          <Group justify="end">
            <Button variant="default" onClick={close}>
              Back
            </Button>
            <Button color="red.9" loading={isPending} onClick={() => mutate(registrationId)}>
              Remove
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
