import { useMediaQuery } from '@mantine/hooks'

/** Narrower screens are phones': the app is on the same device. */
const SMALL = '(max-width: 30em)'

export function useSmallScreen(): boolean {
  return useMediaQuery(SMALL, false, { getInitialValueInEffect: false })
}
