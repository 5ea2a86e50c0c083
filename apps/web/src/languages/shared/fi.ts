import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const fi: Messages<typeof en> = {
  notice: 'Testiympäristö: rahaa ei siirry, eikä tämä ole Vipps MobilePay.',
  language: 'Kieli',
  useLight: 'Vaalea tausta',
  useDark: 'Tumma tausta',
  light: 'Vaalea',
  dark: 'Tumma',
  loading: 'Ladataan',
  failed: 'Se ei onnistunut',
  tryAgain: 'Yritä uudelleen',
}
