import { Badge } from '@mantine/core'
import { durationInWords } from '../../components/duration-in-words.ts'
import type { EnvironmentNow } from './use-environment-now.ts'

type Marked = Pick<EnvironmentNow, 'clock' | 'movedMs'>

/** Whether the clock stands still, and how far it has been moved: in words, never colour alone. */
export function ClockMarks({ clock, movedMs }: Marked): React.ReactNode {
  const [moved] = movedInWords(movedMs)
  return (
    <>
      {clock.frozen && <Mark color="blue">Frozen</Mark>}
      {moved !== undefined && <Mark color="orange">{moved}</Mark>}
    </>
  )
}

function Mark({ color, children }: { readonly color: string; readonly children: string }) {
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" miw="max-content">
      {children}
    </Badge>
  )
}

/** The marks as one short text, where there is no room for more. */
export function marksInWords({ clock, movedMs }: Marked): string {
  return [...(clock.frozen ? ['frozen'] : []), ...movedInWords(movedMs)].join(', ')
}

function movedInWords(movedMs: number): readonly string[] {
  if (movedMs === 0) return []
  return [`${movedMs > 0 ? '+' : '−'}${durationInWords(Math.abs(movedMs))}`]
}
