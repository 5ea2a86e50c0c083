import { fork } from 'node:child_process'
import { once } from 'node:events'

const PROGRAM = new URL('../../apps/cli/src/demo/demo-process.ts', import.meta.url).pathname
const SECRET = 'long-enough-to-be-a-secret'

/** The demo shop and its payment server, beside an environment that comes and goes. */
export interface DemoAlone extends AsyncDisposable {
  readonly shop: string
}

/** Starts them on free ports, with the keys of the first sales unit and everything in memory. */
export async function startDemoAlone(providerUrl: string): Promise<DemoAlone> {
  const child = fork(PROGRAM, {
    execArgv: ['--conditions=@kvitt/source'],
    // It says on every call that nobody answers.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const freePort = { port: 0, isAsked: true }
  child.send({
    providerUrl,
    keys: {
      merchantSerialNumber: '123456',
      clientId: '11111111-1111-4111-8111-111111111111',
      clientSecret: 'demo-client-secret',
      subscriptionKey: '0123456789abcdef0123456789abcdef',
    },
    secrets: {
      apiKey: SECRET,
      eventSecret: `whsec_${Buffer.from(SECRET).toString('base64')}`,
      resultSecret: SECRET,
      cookieSecret: SECRET,
      backRoomPassword: SECRET,
      consolePassword: SECRET,
    },
    merchantPort: freePort,
    shopPort: freePort,
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the demo ended with ${code}`)
  })
  const ready = once(child, 'message') as Promise<[{ readonly shopPort: number }]>
  const [{ shopPort }] = await Promise.race([ready, ended])
  ended.catch(() => undefined)
  return {
    shop: `http://localhost:${shopPort}`,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
