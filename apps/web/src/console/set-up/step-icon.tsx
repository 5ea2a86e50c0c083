import type { SelfTestFinding } from '@kvitt/contract'

export type StepResult = SelfTestFinding['steps'][number]['result']

/** A sign for what came of a step, beside the words that say it. */
const PATHS: Readonly<Record<StepResult, string>> = {
  right: 'M3 8.500l3.500 3.500L13 4.500',
  wrong: 'M4 4l8 8M12 4l-8 8',
  notTried: 'M4 8h8',
}
const COLORS: Readonly<Record<StepResult, string>> = {
  right: 'var(--mantine-color-green-text)',
  wrong: 'var(--mantine-color-red-text)',
  notTried: 'var(--mantine-color-dimmed)',
}

export function StepIcon({ result }: { readonly result: StepResult }): React.ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width={16}
      height={16}
      fill="none"
      stroke={COLORS[result]}
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flexShrink: 0 }}
    >
      <path d={PATHS[result]} />
    </svg>
  )
}
