import { Button, Group } from '@mantine/core'
import { QueryProblem } from './query-problem.tsx'

interface FormFootProps {
  /** What the submit button says. */
  readonly label: string
  /** A refusal that is about no field. */
  readonly error: Error | null
  readonly isPending: boolean
  readonly close: () => void
}

/** The end of a form in a dialog: what was refused, the way back, and the way on. */
export function FormFoot({ label, error, isPending, close }: FormFootProps): React.ReactNode {
  return (
    <>
      {error && <QueryProblem error={error} />}
      <Group justify="end">
        <Button variant="default" onClick={close}>
          Back
        </Button>
        <Button type="submit" loading={isPending}>
          {label}
        </Button>
      </Group>
    </>
  )
}
