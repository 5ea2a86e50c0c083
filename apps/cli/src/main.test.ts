import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('main.js', import.meta.url))
const ADVICE =
  /^kvitt runs on Node 26 or newer, and this is Node 20\.[\d.]+\. Run "npx kvitt" or "npm start" in its folder: .+\.\n$/

/** What `kvitt --version` says on a Node of this machine. */
function version(node: string, options: readonly string[] = []) {
  const args = [...options, '--conditions=@kvitt/source', MAIN, '--version']
  const { status, stdout, stderr } = spawnSync(node, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  return { status, stdout, stderr }
}

/** A Node 20 of this machine; undefined where there is none. */
function node20(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, 'node'))
    .filter((path) => existsSync(path))
    .find((path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v20.'))
}

describe('kvitt on a Node that is too old', () => {
  test('says in one line which it needs and how to run it with that', () => {
    const older = "Object.defineProperty(process.versions, 'node', { value: '20.19.2' })"
    const { status, stdout, stderr } = version(process.execPath, [
      `--import=data:text/javascript,${encodeURIComponent(older)}`,
    ])
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, ADVICE)
  })

  test('is read by Node 20 itself', (t) => {
    const node = node20()
    if (node === undefined) {
      t.skip('Node 20 is not on this machine')
      return
    }
    const { status, stdout, stderr } = version(node)
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, ADVICE)
  })
})

test('kvitt says its version on the Node that is installed for it', () => {
  const { status, stdout } = version(process.execPath)
  assert.equal(status, 0)
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/)
})
