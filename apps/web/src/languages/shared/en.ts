/** What all of the customer's pages say. */
export const en = {
  notice: 'Test environment: no money moves, and this is not Vipps MobilePay.',
  language: 'Language',
  useLight: 'Use light colours',
  useDark: 'Use dark colours',
  light: 'Light',
  dark: 'Dark',
  loading: 'Loading',
  failed: 'That did not work',
  tryAgain: 'Try again',
} as const
