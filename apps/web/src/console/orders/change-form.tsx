import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ConsoleOrder } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import type { ChangeAction } from './change-button.tsx'
import { ConsoleRefusal } from '../console-api.ts'
import { ChangeProblem } from './change-problem.tsx'
import { amountOf, newKey, wishOf, type ChangeValues, type Offer } from './change-wish.ts'
import { isGuaranteeOver } from './is-guarantee-over.ts'
import { MoneyFields } from './money-fields.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useChange } from './order-queries.ts'
import { useOrderWords } from './order-words.ts'
import type { Refusal } from './refusal-text.ts'

const REASON_LENGTH_MAX = 200

interface ChangeFormProps {
  readonly order: ConsoleOrder
  readonly action: ChangeAction
  /** In minor units. */
  readonly max: number
  readonly close: () => void
}

/** Asks how much and why, says what will happen, and has it done once. */
export function ChangeForm({ order, action, max, close }: ChangeFormProps): React.ReactNode {
  const { money } = useFormats()
  const told = useOutcome()
  const [idempotencyKey] = useState(newKey)
  const [values, setValues] = useState<ChangeValues>({
    howMuch: 'all',
    amount: max / 100,
    quantities: {},
    isLast: false,
    method: '',
    reason: '',
  })
  const { mutate, isPending, error, reset } = useChange(order.number)
  const isMoney = action in TOO_MUCH
  const asked = amountOf(order, action, max, values)
  const value = asked ?? 0
  const amount = money({ value, currency: order.currency })
  const isTooMuch = isMoney && value > max
  const isComplete = action !== 'alternative' || values.method.trim() !== ''
  const isPossible = isComplete && (!isMoney || (value >= 1 && !isTooMuch))
  const refusal = isTooMuch ? tooMuch(action, max, value) : refusalOf(action, error)
  const take = (offer: Offer): void => {
    reset()
    setValues({ ...values, ...offer })
  }
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    mutate(
      { ...wishOf(action, value, values), idempotencyKey },
      {
        onSuccess: (after) => {
          told(after, action, order)
          close()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {isMoney && (
          <MoneyFields
            order={order}
            action={action}
            max={max}
            isTooMuch={isTooMuch}
            values={values}
            set={setValues}
          />
        )}
        {refusal && <ChangeProblem order={order} refusal={refusal} values={values} take={take} />}
        {error && !refusal && <OrderProblem error={error} />}
        {!isTooMuch && asked !== undefined && (
          <Text size="sm">
            <WhatHappens action={action} amount={amount} order={order} />
          </Text>
        )}
        <ReasonField values={values} set={setValues} />
        <Confirmation
          action={action}
          amount={amount}
          isPossible={isPossible && values.reason.trim() !== ''}
          isPending={isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}

interface ConfirmationProps {
  readonly action: ChangeAction
  readonly amount: string
  readonly isPossible: boolean
  readonly isPending: boolean
  readonly close: () => void
}

function Confirmation({ action, amount, isPossible, isPending, close }: ConfirmationProps) {
  const { t } = useTranslation('console-orders')
  return (
    <Group justify="end">
      <Button variant="default" onClick={close}>
        {t('actions.back')}
      </Button>
      <Button
        type="submit"
        loading={isPending}
        disabled={!isPossible}
        color={action === 'cancel' || action === 'refund' ? 'red.8' : 'kvitt'}
      >
        {t(`actions.${action}Do`, { amount })}
      </Button>
    </Group>
  )
}

/** What the server would call it when more is asked for than there is. */
const TOO_MUCH: Partial<Record<ChangeAction, string>> = {
  capture: 'captureExceedsReserved',
  refund: 'refundExceedsCaptured',
  alternative: 'refundExceedsCaptured',
}

/** What is wrong already before it is sent. */
function tooMuch(action: ChangeAction, limit: number, asked: number): Refusal {
  return { action, code: TOO_MUCH[action] ?? 'other', advice: { limit, asked } }
}

/** What the order does not allow, as the server has said. */
function refusalOf(action: ChangeAction, error: Error | null): Refusal | undefined {
  if (!(error instanceof ConsoleRefusal) || error.status !== 409) return undefined
  return { action, code: error.reason ?? 'other', advice: error.advice }
}

interface ReasonFieldProps {
  readonly values: ChangeValues
  readonly set: (values: ChangeValues) => void
}

function ReasonField({ values, set }: ReasonFieldProps) {
  const { t } = useTranslation('console-orders')
  return (
    <TextInput
      label={t('actions.reason')}
      description={t('actions.reasonHint')}
      required
      maxLength={REASON_LENGTH_MAX}
      value={values.reason}
      onChange={({ currentTarget }) => set({ ...values, reason: currentTarget.value })}
      data-autofocus
    />
  )
}

interface WhatHappensProps {
  readonly action: ChangeAction
  readonly amount: string
  readonly order: ConsoleOrder
}

function WhatHappens({ action, amount, order }: WhatHappensProps) {
  const { t } = useTranslation('console-orders')
  const { moment } = useFormats()
  const { guaranteedUntil } = order
  if (action === 'cancel' && order.remaining === 0) return t('actions.cancelOpenText')
  if (action === 'capture' && guaranteedUntil !== undefined && isGuaranteeOver(order)) {
    const late = t('actions.lateCapture', { time: moment(guaranteedUntil) })
    return `${t('actions.captureText', { amount })} ${late}`
  }
  return t(`actions.${action}Text`, { amount })
}

/** Says what has become of a change, once it is answered. */
function useOutcome() {
  const { t } = useTranslation('console-orders')
  const { text } = useOrderWords()
  return (after: ConsoleOrder, action: ChangeAction, before: ConsoleOrder): void => {
    const known = before.changes.length
    const made = action === 'clear' ? [] : after.changes.slice(known)
    const refused = made.find(({ state }) => state === 'refused')
    if (refused) {
      const advice = refused.advice ? ` ${text(refused.advice)}` : ''
      notifications.show({ color: 'red', message: `${t('actions.wasRefused')}${advice}` })
      return
    }
    const isOpen = made.some(({ state }) => state !== 'done' && state !== 'withdrawn')
    notifications.show({ message: isOpen ? t('actions.onItsWay') : t('actions.done') })
  }
}
