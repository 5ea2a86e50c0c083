import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** Kvitt's own green: neither Vipps orange nor MobilePay blue, whose look is not ours to imitate. */
const KVITT: MantineColorsTuple = [
  '#e8f6f1',
  '#d3ebe2',
  '#a5d6c4',
  '#74c0a5',
  '#4dae8b',
  '#33a37a',
  '#1f8f69',
  '#0f7d5a',
  '#0b6b4f',
  '#04553d',
]

/** On the light orange of badges Mantine's darkest has too little contrast. */
const DARK_ORANGE = '#a33608'

export const theme = createTheme({
  primaryColor: 'kvitt',
  primaryShade: { light: 8, dark: 7 },
  colors: { kvitt: KVITT },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // It is the head of the dialog and not another one of the page.
        attributes: { header: { role: 'none' } },
      },
    },
  },
})

/**
 * Quiet text and errors that can be read by everybody: Mantine's own have too little contrast. And what
 * the customer's pages stand on: `ground` below their sheet, `notice` for what this is.
 */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-orange-light-color': DARK_ORANGE,
    '--mantine-color-error': colors.red[9],
    '--kvitt-ground': colors.gray[1],
    '--kvitt-notice': KVITT[0],
    '--kvitt-on-notice': KVITT[9],
  },
  dark: {
    '--mantine-color-dimmed': colors.gray[4],
    '--mantine-color-error': colors.red[4],
    '--kvitt-ground': colors.dark[8],
    '--kvitt-notice': KVITT[9],
    '--kvitt-on-notice': KVITT[0],
  },
})
