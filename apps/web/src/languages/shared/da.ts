import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const da: Messages<typeof en> = {
  notice: 'Testmiljø: der flyttes ingen penge, og dette er ikke Vipps MobilePay.',
  language: 'Sprog',
  useLight: 'Lys baggrund',
  useDark: 'Mørk baggrund',
  light: 'Lys',
  dark: 'Mørk',
  loading: 'Indlæser',
  failed: 'Det lykkedes ikke',
  tryAgain: 'Prøv igen',
}
