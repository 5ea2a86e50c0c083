import { Anchor, Breadcrumbs, Grid, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { PaymentDetails } from '@kvitt/contract'
import { Link, useParams } from 'react-router'
import { Amount } from '../components/amount.tsx'
import { PaymentState } from '../components/payment-state.tsx'
import { QueryProblem } from '../components/query-problem.tsx'
import { AmountBar } from './amount-bar.tsx'
import { Modifications } from './modifications.tsx'
import { PaymentFacts } from './payment-facts.tsx'
import { usePayment } from './payment-queries.ts'
import { PaymentAhead } from './payment/payment-ahead.tsx'
import { PaymentOrder } from './payment/payment-order.tsx'
import { PaymentTimeline } from './payment/payment-timeline.tsx'

/** One payment: its sums, what may be done with it, and all that has happened to it. */
export function PaymentPage(): React.ReactNode {
  const { msn = '', reference = '' } = useParams()
  const { data: payment, error, isPending, refetch } = usePayment(msn, reference)
  return (
    <Stack>
      <Breadcrumbs>
        <Anchor component={Link} to="/portal/payments">
          Payments
        </Anchor>
        <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {reference}
        </Text>
      </Breadcrumbs>
      {isPending && <Skeleton height={300} aria-label="Loading the payment" />}
      {error && <QueryProblem error={error} retry={() => void refetch()} />}
      {payment && <Details payment={payment} />}
    </Stack>
  )
}

function Details({ payment }: { readonly payment: PaymentDetails }): React.ReactNode {
  return (
    <>
      <Group justify="space-between" align="start">
        <Stack gap={4}>
          <Title order={2}>
            <Amount {...payment.amount} />
          </Title>
          {payment.description && <Text>{payment.description}</Text>}
        </Stack>
        <PaymentState state={payment.state} />
      </Group>
      <AmountBar payment={payment} />
      <Modifications payment={payment} />
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Title order={3} size="h4" mb="sm">
            What happened
          </Title>
          <PaymentTimeline payment={payment} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="xl">
            <PaymentAhead payment={payment} />
            <PaymentOrder payment={payment} />
            <Stack gap="sm">
              <Title order={3} size="h4">
                Facts
              </Title>
              <PaymentFacts payment={payment} />
            </Stack>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}
