import type { Messages } from '../messages.ts'
import type { en } from './en.ts'

export const fi: Messages<typeof en> = {
  title: 'Maksa',
  withoutScript: 'Maksa yksinkertaisella sivulla',
}
