import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const nb: Messages<typeof en> = {
  notice: 'Testmiljø: ingen penger flyttes, og dette er ikke Vipps MobilePay.',
  language: 'Språk',
  useLight: 'Lys bakgrunn',
  useDark: 'Mørk bakgrunn',
  light: 'Lys',
  dark: 'Mørk',
  loading: 'Laster',
  failed: 'Det gikk ikke',
  tryAgain: 'Prøv igjen',
}
