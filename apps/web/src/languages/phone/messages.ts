import { addMessages } from '../i18n.ts'
import { da } from './da.ts'
import { en } from './en.ts'
import { fi } from './fi.ts'
import { nb } from './nb.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    phone: typeof en
  }
}

addMessages('phone', { en, nb, da, fi })
