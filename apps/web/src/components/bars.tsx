import { BarChart, type BarChartProps } from '@mantine/charts'

interface BarsProps
  extends
    Pick<BarChartProps, 'data' | 'dataKey' | 'series' | 'type' | 'valueFormatter'>,
    Required<Pick<BarChartProps, 'maxBarWidth' | 'yAxisProps'>> {
  /** In CSS pixels. */
  readonly height?: number
  /** Between the names below it, in CSS pixels. */
  readonly minTickGap?: number
}

/** Bars over time. They stand still, and leave it to their `Figure` to say what they show. */
export function Bars({ height = 240, minTickGap = 24, ...bars }: BarsProps): React.ReactNode {
  return (
    <BarChart
      h={height}
      withLegend
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false }}
      xAxisProps={{ minTickGap }}
      {...bars}
    />
  )
}
