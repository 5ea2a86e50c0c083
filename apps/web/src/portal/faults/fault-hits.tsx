import { Anchor, Code, Stack, Table, Text, Title } from '@mantine/core'
import type { FaultHitView, FaultList } from '@kvitt/contract'
import { useState } from 'react'
import { Link } from 'react-router'
import { ShowMore } from '../../components/show-more.tsx'
import { Time } from '../../components/time.tsx'
import { paymentPath } from '../../payment-path.ts'
import { effectInWords } from './fault-words.ts'

const PAGE = 20

/** What faults have struck, the latest first, with the way to the request and the payment. */
export function FaultHits({ faults, hits }: FaultList): React.ReactNode {
  const [shown, setShown] = useState(PAGE)
  const names = new Map(faults.map((fault) => [fault.id, effectInWords(fault)]))
  const latest = hits.toReversed().slice(0, shown)
  return (
    <Stack component="section" gap="xs" aria-labelledby="hits">
      <Title order={3} size="h4" id="hits">
        What they have hit
      </Title>
      {hits.length === 0 ? (
        <Text c="dimmed" role="status">
          Nothing yet.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={640} type="native">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {['Time', 'Fault', 'What', 'Payment', 'Request'].map((heading) => (
                  <Table.Th key={heading}>{heading}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {latest.map((hit, index) => (
                <Hit key={hits.length - index} hit={hit} name={names.get(hit.fault)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {hits.length > shown && <ShowMore onClick={() => setShown(shown + PAGE)} />}
    </Stack>
  )
}

interface HitProps {
  readonly hit: FaultHitView
  /** Undefined when the fault has been taken off since. */
  readonly name: string | undefined
}

function Hit({ hit, name }: HitProps) {
  const { at, fault, operation, event, msn, reference, requestId } = hit
  return (
    <Table.Tr>
      <Table.Td>
        <Time at={at} />
      </Table.Td>
      <Table.Td>{name ?? <Text c="dimmed">{`${fault}, taken off`}</Text>}</Table.Td>
      <Table.Td>
        {operation}
        {event !== undefined && ` ${event}`}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {msn !== undefined && reference !== undefined ? (
          <Anchor
            component={Link}
            to={`/portal${paymentPath({ msn, reference })}`}
            ff="monospace"
            size="sm"
          >
            {reference}
          </Anchor>
        ) : (
          reference !== undefined && <Code>{reference}</Code>
        )}
      </Table.Td>
      <Table.Td>
        {requestId !== undefined && (
          <Anchor component={Link} to={`/portal/requests/${requestId}`} size="sm">
            Request {requestId}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
