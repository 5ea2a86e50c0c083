/**
 * What official clients send to buy a token differs in almost everything but the keys.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { KEYS } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { tokenHeaders } from '../support/token-request.ts'

describe('the path may be spelled', () => {
  for (const path of [
    '/accesstoken/get',
    '/accessToken/get',
    '/AccessToken/Get',
    '/ACCESSTOKEN/GET',
    '/accesstoken/get/',
  ]) {
    test(path, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.send('POST', path, { headers: tokenHeaders() })
      accepted('getAccessToken', answer)
    })
  }
})

describe('the body is not looked at, whatever its type:', () => {
  const bodies = {
    'no type and no body': {},
    'JSON without a body': { type: 'application/json' },
    'an empty form': { type: 'application/x-www-form-urlencoded', text: '' },
    'broken JSON': { type: 'application/json', text: '{' },
    'plain text': { type: 'text/plain', text: 'token please' },
  } as const
  for (const [what, body] of Object.entries(bodies)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const headers = 'type' in body ? { 'Content-Type': body.type } : {}
      const answer = await environment.send('POST', '/accesstoken/get', {
        headers: tokenHeaders(headers),
        ...('text' in body && { text: body.text }),
      })
      accepted('getAccessToken', answer)
    })
  }
})

describe('these headers change nothing:', () => {
  const headers = {
    'an Authorization without a token': { Authorization: 'Bearer ' },
    'an Authorization with a wrong token': { Authorization: 'Bearer wrong' },
    'empty system headers': {
      'Vipps-System-Name': '',
      'Vipps-System-Version': '',
      'Vipps-System-Plugin-Name': '',
      'Vipps-System-Plugin-Version': '',
    },
    'a system header of more than 30 characters': { 'Vipps-System-Name': 'x'.repeat(31) },
    'an Idempotency-Key': { 'Idempotency-Key': 'b043ab36-977b-409c-a4e5-a22b97197448' },
    'a merchant serial number of nobody': { 'Merchant-Serial-Number': '999999' },
    'an empty merchant serial number': { 'Merchant-Serial-Number': '' },
    'the secondary subscription key': { 'Ocp-Apim-Subscription-Key': KEYS.secondaryKey },
  }
  for (const [what, more] of Object.entries(headers)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const answer = await environment.send('POST', '/accesstoken/get', {
        headers: tokenHeaders(more),
      })
      accepted('getAccessToken', answer)
    })
  }
})
