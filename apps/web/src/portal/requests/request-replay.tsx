import {
  Anchor,
  Badge,
  Button,
  Checkbox,
  Group,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from '@mantine/core'
import type { RequestDetails } from '@kvitt/contract'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { HttpStatus } from '../../components/http-status.tsx'
import { MessageBody } from '../../components/message-body.tsx'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useReplay } from './request-queries.ts'

/** Sends a request again, and shows both answers beside each other. */
export function RequestReplay({ request }: { readonly request: RequestDetails }): React.ReactNode {
  const [keepIdempotencyKey, setKeep] = useState(false)
  const { mutate, data: replayed, error, isPending } = useReplay(request.id)
  const isRead = request.method === 'GET'
  return (
    <Stack>
      <Text size="sm" maw={620}>
        The same request again, through the API, with a fresh token and the present keys of the
        sales unit.
        {isRead ? '' : ' It does what it says: a capture captures again.'}
      </Text>
      {request.idempotencyKey !== null && (
        <Checkbox
          label="Keep the Idempotency-Key"
          description="Then the first answer comes again, and nothing happens twice"
          checked={keepIdempotencyKey}
          onChange={({ target }) => setKeep(target.checked)}
        />
      )}
      <Button
        loading={isPending}
        onClick={() => mutate({ keepIdempotencyKey })}
        style={{ alignSelf: 'start' }}
      >
        {replayed ? 'Send it once more' : 'Send it again'}
      </Button>
      {error && <QueryProblem error={error} />}
      {replayed && <Comparison before={request} after={replayed} />}
    </Stack>
  )
}

interface ComparisonProps {
  readonly before: RequestDetails
  readonly after: RequestDetails
}

function Comparison({ before, after }: ComparisonProps): React.ReactNode {
  const { search } = useLocation()
  const isSame =
    before.status === after.status &&
    withoutTrace(before.answer.body) === withoutTrace(after.answer.body)
  return (
    <Stack role="status" aria-label="Both answers">
      <Group gap="sm">
        <Badge variant="light" color={isSame ? 'gray' : 'blue'} tt="none">
          {isSame ? 'The answers are the same' : 'The answers differ'}
        </Badge>
        <Anchor
          component={Link}
          to={{ pathname: `/portal/requests/${after.id}`, search }}
          size="sm"
        >
          Show request {after.id}
        </Anchor>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <AnswerOf title="Then" request={before} />
        <AnswerOf title="Now" request={after} />
      </SimpleGrid>
    </Stack>
  )
}

/** Every problem has a trace id of its own, which tells nothing of what it is. */
function withoutTrace(body: string | null): string | null {
  return body === null ? null : body.replace(/"traceId":"[^"]*"/, '')
}

function AnswerOf({
  title,
  request,
}: {
  readonly title: string
  readonly request: RequestDetails
}) {
  const { status, durationMs, answer } = request
  return (
    <Stack gap="xs" miw={0}>
      <Group gap="xs">
        <Title order={3} size="h5">
          {title}
        </Title>
        <HttpStatus status={status} />
        <Text size="xs" c="dimmed">
          {durationMs} ms
        </Text>
      </Group>
      <MessageBody text={answer.body} label={`${title}: body of the answer`} />
    </Stack>
  )
}
