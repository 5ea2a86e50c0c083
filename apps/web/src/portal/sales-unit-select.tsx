import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getControl } from '../control-api.ts'

interface SalesUnitSelectProps {
  /** The MSN; empty for all. */
  readonly value: string
  readonly onChange: (msn: string) => void
}

/** Chooses one of the sales units, or all. */
export function SalesUnitSelect({ value, onChange }: SalesUnitSelectProps): React.ReactNode {
  const { data: units = [] } = useQuery({
    queryKey: ['sales-units'],
    queryFn: () =>
      getControl<readonly { readonly msn: string; readonly name: string }[]>('/sales-units'),
  })
  return (
    <Select
      label="Sales unit"
      placeholder="All"
      data={units.map(({ msn, name }) => ({ value: msn, label: `${msn} ${name}` }))}
      clearable
      searchable
      value={value || null}
      onChange={(msn) => onChange(msn ?? '')}
    />
  )
}
