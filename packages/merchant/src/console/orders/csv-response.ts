import type { Context } from 'hono'
import { routePath } from 'hono/route'
import type { Services } from '../../services.ts'
import type { MerchantConnection } from '../access/remote-address.ts'
import type { ConsoleEnvironment } from '../console-environment.ts'

/**
 * A download of lines that are made while they are fetched: no more than one piece is held. Where
 * making them fails, its head is sent already: the connection is broken off, so that nobody takes a
 * part for the whole.
 */
export function csvResponse(
  { logger }: Pick<Services, 'logger'>,
  context: Context<ConsoleEnvironment>,
  fileName: string,
  pieces: AsyncIterable<string>,
): Response {
  const encoder = new TextEncoder()
  const iterator = pieces[Symbol.asyncIterator]()
  const { breakOff } = (context.env ?? {}) as MerchantConnection
  const { method } = context.req
  const route = routePath(context)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          logger.error({ err: error, method, route }, 'a download broke off')
          if (!breakOff) return controller.error(error)
          breakOff()
          controller.close()
        }
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}
