import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { spawnKvitt } from './kvitt.ts'

/** `kvitt start` with its demo shop. */
export interface StartedWithShop extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  readonly demo: DemoAddresses
  /** Resolves once a line of standard error is like this, from here on. */
  warned(pattern: RegExp): Promise<void>
  /** Resolves when nobody writes to its standard error any more, children included. */
  readonly silent: Promise<void>
  stop(signal: NodeJS.Signals): Promise<number | null>
}

interface DemoAddresses {
  readonly shop: string
  readonly paymentServer: string
  readonly console: { readonly url: string; readonly name: string; readonly password: string }
  readonly backRoom: { readonly url: string; readonly password: string }
}

/** Starts it on free ports, and waits until the shop is open. */
export async function startWithShop(argv: readonly string[]): Promise<StartedWithShop> {
  const ports = ['--port', '0', '--shop-port', '0', '--merchant-port', '0']
  const child = spawnKvitt(['start', ...ports, '--json', ...argv], {})
  const warnings = createInterface({ input: child.stderr })
  const said: string[] = []
  warnings.on('line', (line) => said.push(line))
  const silent = once(warnings, 'close').then(() => undefined)
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === 2) break
  }
  const [first, second] = lines
  if (first === undefined || second === undefined) {
    throw new Error(`kvitt start ended: ${said.join('\n')}`)
  }
  const { url } = JSON.parse(first) as { readonly url: string }
  const stop = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit') as Promise<[number | null]>
    child.kill(signal)
    return (await exited)[0]
  }
  return {
    url,
    pid: child.pid ?? 0,
    demo: JSON.parse(second) as DemoAddresses,
    warned: (pattern) =>
      new Promise((resolve, reject) => {
        warnings.on('line', (line) => pattern.test(line) && resolve())
        void silent.then(() => reject(new Error(`kvitt start ended: ${said.join('\n')}`)))
      }),
    silent,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop('SIGKILL')
      // Its child ends by itself, and the data is its own until then.
      await silent
    },
  }
}
