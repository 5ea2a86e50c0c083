import { Alert, Anchor, Button, Group, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import type { AttemptDetails } from '@kvitt/contract'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { Fact, Facts } from '../../components/fact.tsx'
import { HttpStatus } from '../../components/http-status.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { SideDrawer } from '../../components/side-drawer.tsx'
import { Time } from '../../components/time.tsx'
import { paymentPath } from '../../payment-path.ts'
import { CallMessage } from '../calls/call-message.tsx'
import { eventName } from './event-name.ts'
import { useAttempt, useResend } from './webhook-queries.ts'

/** One attempt beside the list: what was sent, what came back, and what to do with it. */
export function AttemptDrawer(): React.ReactNode {
  const { id = '' } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const { data, error, isPending, refetch } = useAttempt(id)
  return (
    <SideDrawer
      title={`Attempt ${id}`}
      onClose={() => void navigate({ pathname: '/portal/webhooks', search })}
    >
      {isPending && <Skeleton height={300} aria-label="Loading the attempt" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data && <Details key={data.id} attempt={data} />}
    </SideDrawer>
  )
}

function Details({ attempt }: { readonly attempt: AttemptDetails }): React.ReactNode {
  const { url, status, failure, outcome, nextAttemptAt, headers, body, answer } = attempt
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap" align="start">
        <HttpStatus status={status} />
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          POST {url}
        </Text>
      </Group>
      <AttemptFacts attempt={attempt} />
      {failure !== null && (
        <Alert color="red" title={outcome === 'dropped' ? 'Given up' : 'Not delivered'}>
          {failure}
          {nextAttemptAt !== null && (
            <>
              . Next attempt at <Time at={nextAttemptAt} />
            </>
          )}
        </Alert>
      )}
      <Actions attempt={attempt} />
      <Tabs defaultValue="request" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="request">Webhook</Tabs.Tab>
          <Tabs.Tab value="answer">Answer</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request" pt="md">
          <CallMessage headers={headers} body={body} label="Body of the webhook" />
        </Tabs.Panel>
        <Tabs.Panel value="answer" pt="md">
          {answer ? (
            <CallMessage headers={answer.headers} body={answer.body} label="Body of the answer" />
          ) : (
            <Text c="dimmed">There was no answer.</Text>
          )}
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function AttemptFacts({ attempt }: { readonly attempt: AttemptDetails }): React.ReactNode {
  const { at, durationMs, eventType, msn, reference, registrationId, isResend } = attempt
  return (
    <Facts>
      <Fact name="Event">{eventName(eventType)}</Fact>
      <Fact name="Time">
        <Time at={at} />
      </Fact>
      <Fact name="Took">{durationMs} ms</Fact>
      <Fact name="Attempt">
        {attempt.attempt}
        {isResend && ', sent again by hand'}
      </Fact>
      <Fact name="Sales unit">{msn}</Fact>
      <Fact name="Reference">
        <Anchor component={Link} to={`/portal${paymentPath({ msn, reference })}`} inherit>
          {reference}
        </Anchor>
      </Fact>
      <Fact name="Registration">{registrationId}</Fact>
    </Facts>
  )
}

function Actions({ attempt }: { readonly attempt: AttemptDetails }): React.ReactNode {
  const { search } = useLocation()
  const { mutate, data: resent, error, isPending } = useResend()
  const wasSent = attempt.headers.length > 0
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button size="xs" loading={isPending} onClick={() => mutate({ attemptId: attempt.id })}>
          Send again
        </Button>
        {wasSent && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={`/portal/webhooks?view=signature&attempt=${attempt.id}`}
          >
            Why does my signature not fit?
          </Button>
        )}
      </Group>
      {error && <QueryProblem error={error} />}
      {resent && (
        <Alert
          color={resent.outcome === 'delivered' ? 'kvitt' : 'red'}
          title={resent.outcome === 'delivered' ? 'Delivered' : 'Not delivered'}
          role="status"
        >
          {resent.failure ?? `The endpoint answered ${resent.status}.`}{' '}
          <Anchor
            component={Link}
            to={{ pathname: `/portal/webhooks/attempts/${resent.id}`, search }}
            inherit
          >
            Show attempt {resent.id}
          </Anchor>
        </Alert>
      )}
    </Stack>
  )
}
