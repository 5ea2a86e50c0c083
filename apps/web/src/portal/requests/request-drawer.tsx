import { Alert, Anchor, Code, Group, List, Skeleton, Stack, Tabs, Text } from '@mantine/core'
import type { RequestDetails } from '@kvitt/contract'
import { Link, useLocation, useNavigate, useParams } from 'react-router'
import { Fact, Facts } from '../../components/fact.tsx'
import { SideDrawer } from '../../components/side-drawer.tsx'
import { CopyText } from '../../components/copy-text.tsx'
import { HttpStatus } from '../../components/http-status.tsx'
import { LongText } from '../../components/message-body.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { Time } from '../../components/time.tsx'
import { paymentPath } from '../../payment-path.ts'
import { CallMessage } from '../calls/call-message.tsx'
import { curlCommand, variablesCommand } from './curl-command.ts'
import { useRequest } from './request-queries.ts'
import { RequestReplay } from './request-replay.tsx'

/** One request beside the list: all that was sent and answered, and what to do with it. */
export function RequestDrawer(): React.ReactNode {
  const { id = '' } = useParams()
  const { search } = useLocation()
  const navigate = useNavigate()
  const { data, error, isPending, refetch } = useRequest(id)
  return (
    <SideDrawer
      title={`Request ${id}`}
      onClose={() => void navigate({ pathname: '/portal/requests', search })}
    >
      {isPending && <Skeleton height={300} aria-label="Loading the request" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {data && <Details key={data.id} request={data} />}
    </SideDrawer>
  )
}

function Details({ request }: { readonly request: RequestDetails }): React.ReactNode {
  const { method, url, status, problem, answer, headers, body } = request
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap" align="start">
        <HttpStatus status={status} />
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {method} {url}
        </Text>
      </Group>
      <RequestFacts request={request} />
      {problem && (
        <Alert
          color={status >= 500 ? 'red' : 'orange'}
          title={`${status >= 500 ? 'Failed' : 'Refused'}${problem.code === null ? '' : ` with ${problem.code}`}`}
        >
          {problem.detail}
        </Alert>
      )}
      <MissingHeaders request={request} />
      <Tabs defaultValue="request" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="request">Request</Tabs.Tab>
          <Tabs.Tab value="answer">Answer</Tabs.Tab>
          <Tabs.Tab value="curl">curl</Tabs.Tab>
          <Tabs.Tab value="replay">Replay</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request" pt="md">
          <CallMessage headers={headers} body={body} label="Body of the request" />
        </Tabs.Panel>
        <Tabs.Panel value="answer" pt="md">
          <CallMessage headers={answer.headers} body={answer.body} label="Body of the answer" />
        </Tabs.Panel>
        <Tabs.Panel value="curl" pt="md">
          <Curl request={request} />
        </Tabs.Panel>
        <Tabs.Panel value="replay" pt="md">
          <RequestReplay request={request} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function RequestFacts({ request }: { readonly request: RequestDetails }): React.ReactNode {
  const { at, durationMs, operation, msn, reference, idempotencyKey, traceId, replayOf } = request
  const { search } = useLocation()
  return (
    <Facts>
      <Fact name="Time">
        <Time at={at} />
      </Fact>
      <Fact name="Took">{durationMs} ms</Fact>
      <Fact name="Operation">{operation ?? 'none has this path and method'}</Fact>
      <Fact name="Sales unit">{msn}</Fact>
      <Fact name="Reference">
        {reference !== null && msn !== null ? (
          <Anchor component={Link} to={`/portal${paymentPath({ msn, reference })}`} inherit>
            {reference}
          </Anchor>
        ) : (
          reference
        )}
      </Fact>
      <Fact name="Idempotency-Key">{idempotencyKey}</Fact>
      <Fact name="Trace">{traceId}</Fact>
      <Fact name="Replay of">
        {replayOf !== null && (
          <Anchor
            component={Link}
            to={{ pathname: `/portal/requests/${replayOf}`, search }}
            inherit
          >
            request {replayOf}
          </Anchor>
        )}
      </Fact>
    </Facts>
  )
}

function MissingHeaders({
  request: { missingHeaders },
}: {
  readonly request: RequestDetails
}): React.ReactNode {
  if (missingHeaders.length === 0) return null
  return (
    <Alert color="gray" title="Recommended headers that were not sent">
      <List size="sm">
        {missingHeaders.map((name) => (
          <List.Item key={name}>
            <Code>{name}</Code>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function Curl({ request }: { readonly request: RequestDetails }): React.ReactNode {
  const command = curlCommand(request)
  const variables = variablesCommand(request, window.location.origin)
  return (
    <Stack>
      {variables !== undefined && (
        <>
          <Group justify="space-between">
            <Text size="sm">
              First: keys and token as variables, from the sales unit as it is now.
            </Text>
            <CopyText label="Copy the variables" text={variables} />
          </Group>
          <LongText label="Commands that set the variables">{variables}</LongText>
        </>
      )}
      <Group justify="space-between">
        <Text size="sm">
          {variables === undefined
            ? 'The request; secrets are variables, and without them it says which it needs.'
            : 'Then: the request, in the same shell.'}
        </Text>
        <CopyText label="Copy as curl" text={command} />
      </Group>
      <LongText label="The request as a curl command">{command}</LongText>
    </Stack>
  )
}
