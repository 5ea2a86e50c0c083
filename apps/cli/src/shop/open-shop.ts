import { resolve } from 'node:path'
import { createShop, type Shop, type ShopConfiguration } from '@kvitt/shop'
import type { Logger } from 'pino'
import { makeDirectory } from '../start/open-store.ts'

/** Opens the shop with its file in a directory, or in memory when there is none. */
export function openShop(
  configuration: ShopConfiguration,
  { data, logger }: { readonly data: string | undefined; readonly logger: Logger },
): Shop {
  if (data !== undefined) makeDirectory(resolve(data))
  return createShop({
    configuration,
    file: data === undefined ? ':memory:' : resolve(data, 'shop.db'),
    onError: (error) => logger.error({ err: error }, 'a page of the shop failed'),
  })
}
