// https.request with an agent of its own, which no proxy variable reaches; two requests on one
// connection, to the production host.
import { Agent, request } from 'node:https'

const body = process.env.CLIENT_BODY
const agent = new Agent({ keepAlive: true, maxSockets: 1, autoSelectFamily: true })
const sockets = new Set()

function post() {
  return new Promise((resolve, reject) => {
    const outgoing = request('https://api.vipps.no/epayment/v1/payments', {
      method: 'POST',
      agent,
      headers: { 'Content-Type': 'application/json', 'Merchant-Serial-Number': '123456' },
    })
    outgoing.on('error', reject)
    outgoing.on('socket', (socket) => sockets.add(socket))
    outgoing.on('response', async (answer) => {
      answer.setEncoding('utf8')
      const text = (await answer.toArray()).join('')
      resolve(answer.statusCode === 201 && text === body)
    })
    outgoing.end(body)
  })
}

const isRight = (await post()) && (await post())
agent.destroy()
process.exitCode = isRight && sockets.size === 1 ? 0 : 1
