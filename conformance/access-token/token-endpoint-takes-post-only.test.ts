/** @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/ */
import { describe, test } from 'node:test'
import { assertGateway } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { tokenHeaders } from '../support/token-request.ts'

describe('the gateway knows no such resource when asked', () => {
  for (const path of ['/accesstoken/get', '/accessToken/get', '/miami/v1/token']) {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      test(`${method} ${path}`, async () => {
        await using environment = await openEnvironment()
        const answer = await environment.send(method, path, { headers: tokenHeaders() })
        assertGateway(answer, 404, 'Resource not found')
      })
    }
  }
})
