import { LineChart } from '@mantine/charts'
import type { RequestStatistics } from '@kvitt/contract'
import { Bars } from '../../components/bars.tsx'
import { Figure } from '../../components/figure.tsx'

const HEIGHT = 220
const DAY_MS = 86_400_000

const ANSWERS = [
  { name: 'succeeded', label: 'Success', color: 'kvitt.6' },
  { name: 'refused', label: 'Refused', color: 'orange.7' },
  { name: 'failed', label: 'Failed', color: 'red.7' },
]
const LATENCIES = [
  { name: 'p50Ms', label: 'Half of them within', color: 'kvitt.6' },
  { name: 'p95Ms', label: '95 % within', color: 'orange.7' },
]

interface ChartProps {
  readonly statistics: RequestStatistics
}

/** What came of requests, over time. */
export function AnswerChart({ statistics }: ChartProps): React.ReactNode {
  const { total, refused, failed } = statistics
  return (
    <Figure
      title="Answers"
      summary={`Answers over time: ${total} requests, ${refused} refused, ${failed} failed`}
    >
      <Bars
        height={HEIGHT}
        data={rows(statistics)}
        dataKey="time"
        type="stacked"
        series={ANSWERS}
        maxBarWidth={24}
        minTickGap={40}
        yAxisProps={{ allowDecimals: false, width: 40 }}
      />
    </Figure>
  )
}

/** How long answers took, over time. */
export function LatencyChart({ statistics }: ChartProps): React.ReactNode {
  const { latency } = statistics
  return (
    <Figure
      title="Answer time"
      summary={
        latency
          ? `Answer time: half within ${latency.p50Ms} ms, 95 % within ${latency.p95Ms} ms, all within ${latency.maxMs} ms`
          : 'Answer time: none'
      }
    >
      <LineChart
        h={HEIGHT}
        data={rows(statistics)}
        dataKey="time"
        series={LATENCIES}
        withLegend
        curveType="linear"
        connectNulls
        unit=" ms"
        lineProps={{ isAnimationActive: false }}
        lineChartProps={{ accessibilityLayer: false }}
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{ allowDecimals: false, width: 64 }}
      />
    </Figure>
  )
}

function rows({ buckets, bucketMs }: RequestStatistics) {
  const spanMs = buckets.length * bucketMs
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(spanMs > DAY_MS && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    ...(bucketMs < 60_000 && { second: '2-digit' }),
  })
  return buckets.map(({ at, latency, succeeded, refused, failed }) => ({
    time: format.format(new Date(at)),
    succeeded,
    refused,
    failed,
    p50Ms: latency?.p50Ms ?? null,
    p95Ms: latency?.p95Ms ?? null,
  }))
}
