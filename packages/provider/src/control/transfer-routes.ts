import { DumpError } from '@kvitt/store'
import { formatInstant } from '@kvitt/values'
import type { Hono } from 'hono'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { SenderStalledError } from '../transfer/received-text.ts'
import { RequestsUnderWayError } from '../transfer/request-gate.ts'
import { TransferBusyError, type TransferService } from '../transfer/transfer-service.ts'
import { refuse } from './control-answer.ts'

/** Carries the environment out in one file, and in again. */
export function addTransfer(app: Hono, services: Services, transfer: TransferService): void {
  app.get('/export', ({ req }) => {
    try {
      const time = formatInstant(services.systemClock.now()).replace(/\.\d+|:/g, '')
      return new Response(transfer.export(), {
        headers: {
          'Content-Type': 'application/x-ndjson',
          'Content-Disposition': `attachment; filename="kvitt-${time}.jsonl"`,
          'Cache-Control': 'no-store',
        },
      })
    } catch (error) {
      if (!(error instanceof TransferBusyError)) throw error
      return refuse(services, req.raw, 503, 'Others export already: try again when they are done.')
    }
  })
  app.post('/import', async ({ req }) => {
    try {
      await transfer.import(req.raw.body ?? new Blob().stream())
      return jsonResponse(200, { imported: true })
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      const detail = `${refusal.detail} Everything is as it was.`
      return refuse(services, req.raw, refusal.status, detail)
    }
  })
}

interface ImportRefusal {
  readonly status: number
  readonly detail: string
}

function refusalOf(error: unknown): ImportRefusal | undefined {
  if (error instanceof DumpError) {
    const detail = `This cannot be imported. ${error.message} Send what GET /export has answered.`
    return { status: 400, detail }
  }
  if (error instanceof SenderStalledError) {
    return { status: 400, detail: 'The rest of it has not come for a minute.' }
  }
  if (error instanceof TransferBusyError) {
    return { status: 409, detail: 'Another import is under way.' }
  }
  if (error instanceof RequestsUnderWayError) {
    const detail = 'Other requests are under way and do not end: try again when they have.'
    return { status: 503, detail }
  }
  return undefined
}
