import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const nb: Messages<typeof en> = {
  title: 'Kundestøtte',
  menu: 'Kundestøtte',
  openMenu: 'Åpne menyen',
  closeMenu: 'Lukk menyen',
  orders: 'Ordrer',
  attention: 'Krever handling',
  reservations: 'Reservasjoner',
  figures: 'Tall',
  audit: 'Revisjonslogg',
  users: 'Brukere',
  signOut: 'Logg ut',
}
