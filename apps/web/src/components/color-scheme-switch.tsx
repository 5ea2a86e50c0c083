import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

/** What the switch is called; which word is shown is the scheme that it leads to. */
interface ColorSchemeWords {
  readonly light: string
  readonly dark: string
  readonly useLight: string
  readonly useDark: string
}

const ENGLISH: ColorSchemeWords = {
  light: 'Light',
  dark: 'Dark',
  useLight: 'Use light colours',
  useDark: 'Use dark colours',
}

/** Goes from light to dark and back; until it is used the system's choice counts. */
export function ColorSchemeSwitch({
  words = ENGLISH,
}: {
  readonly words?: ColorSchemeWords
}): React.ReactNode {
  const { setColorScheme } = useMantineColorScheme()
  const other = useComputedColorScheme('light') === 'light' ? 'dark' : 'light'
  return (
    <Button
      size="compact-sm"
      miw="max-content"
      variant="default"
      aria-label={other === 'dark' ? words.useDark : words.useLight}
      onClick={() => setColorScheme(other)}
    >
      {other === 'dark' ? words.dark : words.light}
    </Button>
  )
}
