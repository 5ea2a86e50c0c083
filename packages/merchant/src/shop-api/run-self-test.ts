import type { SelfTestReport } from '@kvitt/contract'
import { jsonResponse } from '../http/json-response.ts'
import { selfTest } from '../self-test/self-test.ts'
import type { Exchange } from './exchange.ts'

/** `POST /v1/self-test` */
export async function runSelfTest({ services }: Exchange): Promise<Response> {
  const report: SelfTestReport = { findings: [...(await selfTest(services))] }
  return jsonResponse(report)
}
