import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

/** Goes from light to dark and back; until it is used the system's choice counts. */
export function ColorSchemeSwitch(): React.ReactNode {
  const { setColorScheme } = useMantineColorScheme()
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light'
  return (
    <Button
      size="compact-sm"
      miw="max-content"
      variant="default"
      aria-label={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      {other === 'dark' ? 'Dark' : 'Light'}
    </Button>
  )
}
