import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface CsvButtonProps {
  /** Of the file, in the console's API. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
}

/** Saves what a page shows as a file for a sheet, in the language of the page. */
export function CsvButton({ path, query = {} }: CsvButtonProps): React.ReactNode {
  const { t, i18n } = useTranslation('console')
  const given = Object.entries({ ...query, language: i18n.language }).filter(([, value]) => value)
  const search = new URLSearchParams(given as [string, string][]).toString()
  return (
    <Button
      component="a"
      href={`/console/api/v1${path}?${search}`}
      download
      variant="default"
      size="xs"
    >
      {t('export')}
    </Button>
  )
}
