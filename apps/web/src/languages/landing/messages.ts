import { addMessages } from '../i18n.ts'
import { da } from './da.ts'
import { en } from './en.ts'
import { fi } from './fi.ts'
import { nb } from './nb.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    landing: typeof en
  }
}

addMessages('landing', { en, nb, da, fi })
