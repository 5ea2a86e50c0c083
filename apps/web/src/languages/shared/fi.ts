import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const fi: Messages<typeof en> = {
  notice: 'Testiympäristö: rahaa ei siirry, eikä tämä ole Vipps MobilePay.',
  language: 'Kieli',
  useLight: 'Käytä vaaleita värejä',
  useDark: 'Käytä tummia värejä',
  light: 'Vaalea',
  dark: 'Tumma',
  loading: 'Ladataan',
  failed: 'Se ei onnistunut',
  tryAgain: 'Yritä uudelleen',
}
