import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ConsoleOrder } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import type { ChangeAction } from './change-button.tsx'
import { amountOf, newKey, wishOf, type ChangeValues } from './change-wish.ts'
import { MoneyFields } from './money-fields.tsx'
import { OrderProblem } from './order-problem.tsx'
import { useChange } from './order-queries.ts'
import { useOrderWords } from './order-words.ts'

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
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const told = useOutcome()
  const [idempotencyKey] = useState(newKey)
  const [values, setValues] = useState<ChangeValues>({
    howMuch: 'all',
    amount: max / 100,
    lineIds: [],
    isLast: false,
    method: '',
    reason: '',
  })
  const { mutate, isPending, error } = useChange(order.number)
  const isMoney = action === 'capture' || action === 'refund' || action === 'alternative'
  const value = amountOf(order, action, max, values)
  const isComplete = action !== 'alternative' || values.method.trim() !== ''
  const isPossible = isComplete && (!isMoney || (value >= 1 && value <= max))
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
          <MoneyFields order={order} action={action} max={max} values={values} set={setValues} />
        )}
        <Text size="sm">
          <WhatHappens
            action={action}
            amount={money({ value, currency: order.currency })}
            order={order}
          />
        </Text>
        <ReasonField values={values} set={setValues} />
        {error && <OrderProblem error={error} />}
        <Group justify="end">
          <Button variant="default" onClick={close}>
            {t('actions.back')}
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={!isPossible || values.reason.trim() === ''}
            color={action === 'cancel' || action === 'refund' ? 'red.8' : 'kvitt'}
          >
            {t(`actions.${action}Do`, { amount: money({ value, currency: order.currency }) })}
          </Button>
        </Group>
      </Stack>
    </form>
  )
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
  if (action === 'cancel' && order.remaining === 0) return t('actions.cancelOpenText')
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
