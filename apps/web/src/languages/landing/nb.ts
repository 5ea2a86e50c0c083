import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const nb: Messages<typeof en> = {
  title: 'Betal',
  withoutScript: 'Betal på den enkle siden',
}
