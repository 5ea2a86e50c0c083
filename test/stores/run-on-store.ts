import { payment, type Payment, type PaymentEvent } from '@kvitt/domain'
import type { Json, Replied, Store } from '@kvitt/store'
import {
  answerOf,
  scriptedCommands,
  type PaymentAnswer,
  type PaymentScript,
  type ScriptedCommand,
} from '@kvitt/testing'

/** What a script came to on a store: each answer, and what is kept of each payment. */
export interface StoreRun {
  readonly answers: readonly PaymentAnswer[]
  readonly payments: readonly KeptPayment[]
}

export interface KeptPayment {
  readonly key: string
  readonly state: Payment | undefined
  readonly events: readonly PaymentEvent[]
}

/** What a request is told whose key belongs to another one. */
const CONFLICT_CODE_OF: Readonly<Record<string, number>> = {
  create: 4020,
  capture: 4010,
  refund: 4150,
  cancel: 4020,
}
/** The code whose answer is not kept for its key, because the same request is to be tried again. */
const PROCESSING = 6250

/**
 * Drives the nodes of one store, each in its turn, with the commands of a script.
 *
 * @param together whether commands of one moment go to the store in one turn of the event loop,
 *   or each only when the one before is answered
 */
export async function runOnStore(
  nodes: readonly Store[],
  script: PaymentScript,
  { together }: { readonly together: boolean },
): Promise<StoreRun> {
  const commands = scriptedCommands(script)
  const answers: PaymentAnswer[] = []
  const turns = together ? turnsOf(commands) : commands.map((command) => [command])
  for (const [index, turn] of turns.entries()) {
    const node = inTurn(nodes, index)
    answers.push(...(await Promise.all(turn.map((command) => answerFrom(node, command)))))
  }
  const keys = [...new Set(commands.map(keyOf))].toSorted()
  return { answers, payments: await Promise.all(keys.map((key) => keptIn(inTurn(nodes, 0), key))) }
}

/**
 * The commands of one moment, in order. Two payments that are created with one idempotency key
 * never share a turn: which of them is first there is for the store to say.
 */
function turnsOf(commands: readonly ScriptedCommand[]): readonly (readonly ScriptedCommand[])[] {
  const turns: ScriptedCommand[][] = []
  for (const command of commands) {
    const turn = turns.at(-1)
    const isSameMoment = turn?.[0]?.at === command.at
    if (turn && isSameMoment && !turn.some((other) => competes(command, other))) turn.push(command)
    else turns.push([command])
  }
  return turns
}

function competes(one: ScriptedCommand, other: ScriptedCommand): boolean {
  return (
    one.idempotency !== undefined &&
    one.reference !== other.reference &&
    one.idempotency.scope === other.idempotency?.scope &&
    one.idempotency.key === other.idempotency.key
  )
}

async function answerFrom(store: Store, scripted: ScriptedCommand): Promise<PaymentAnswer> {
  const { at, command, idempotency } = scripted
  const replied: Replied = await store.reply({
    aggregate: payment,
    key: keyOf(scripted),
    command,
    at,
    ...(idempotency ? { idempotency } : {}),
    reply({ state, refusal }) {
      const answer = answerOf(state, refusal)
      const status = refusal === undefined ? 200 : 400
      return { status, body: { ...answer }, kept: answer.verdict !== PROCESSING }
    },
  })
  if (!replied.conflict) return read(replied.reply.body)
  return { ...answerOf(undefined, undefined), verdict: CONFLICT_CODE_OF[command.type] ?? 'app' }
}

/** The body is the answer that it was made from, however many times it went through the store. */
function read(body: Json): PaymentAnswer {
  return body as unknown as PaymentAnswer
}

async function keptIn(store: Store, key: string): Promise<KeptPayment> {
  const [state, events] = await Promise.all([store.load(payment, key), store.history(payment, key)])
  return { key, state, events }
}

function keyOf({ msn, reference }: ScriptedCommand): string {
  return `${msn}/${reference}`
}

function inTurn(nodes: readonly Store[], index: number): Store {
  const node = nodes[index % nodes.length]
  if (!node) throw new Error('a store has at least one node')
  return node
}
