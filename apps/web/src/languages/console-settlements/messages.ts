import { addMessages } from '../i18n.ts'
import { en } from './en.ts'
import { nb } from './nb.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'console-settlements': typeof en
  }
}

addMessages('console-settlements', { en, nb })
