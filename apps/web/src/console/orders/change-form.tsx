import {
  Button,
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ConsoleOrder } from '@kvitt/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import type { ChangeAction } from './change-button.tsx'
import {
  amountOf,
  linesFor,
  newKey,
  wishOf,
  type ChangeValues,
  type HowMuch,
} from './change-wish.ts'
import { OrderProblem } from './order-problem.tsx'
import { useChange } from './order-queries.ts'
import { useOrderWords } from './order-words.ts'

const REASON_LENGTH_MAX = 200
const METHOD_LENGTH_MAX = 100

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
        {action === 'alternative' && (
          <TextInput
            label={t('actions.method')}
            description={t('actions.methodHint')}
            required
            maxLength={METHOD_LENGTH_MAX}
            value={values.method}
            onChange={({ currentTarget }) => setValues({ ...values, method: currentTarget.value })}
          />
        )}
        <TextInput
          label={t('actions.reason')}
          description={t('actions.reasonHint')}
          required
          maxLength={REASON_LENGTH_MAX}
          value={values.reason}
          onChange={({ currentTarget }) => setValues({ ...values, reason: currentTarget.value })}
          data-autofocus
        />
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

interface MoneyFieldsProps {
  readonly order: ConsoleOrder
  readonly action: ChangeAction
  readonly max: number
  readonly values: ChangeValues
  readonly set: (values: ChangeValues) => void
}

function MoneyFields({ order, action, max, values, set }: MoneyFieldsProps) {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const { currency } = order
  const lines = linesFor(order, action)
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('actions.howMuch')}
        value={values.howMuch}
        onChange={(howMuch) => set({ ...values, howMuch: howMuch as HowMuch })}
        data={[
          { value: 'all', label: t('actions.all') },
          { value: 'amount', label: t('actions.some') },
          ...(lines.length > 0 ? [{ value: 'lines', label: t('actions.lines') }] : []),
        ]}
      />
      {values.howMuch === 'amount' && (
        <NumberInput
          label={t('actions.amount', { currency })}
          description={t('actions.atMost', { amount: money({ value: max, currency }) })}
          value={values.amount}
          onChange={(amount) => set({ ...values, amount })}
          decimalScale={2}
          decimalSeparator={t('actions.decimal')}
          min={0.01}
          max={max / 100}
          hideControls
        />
      )}
      {values.howMuch === 'lines' && (
        <Checkbox.Group
          label={t('actions.whichLines')}
          value={[...values.lineIds]}
          onChange={(lineIds) => set({ ...values, lineIds })}
        >
          <Stack gap="xs" mt="xs">
            {lines.map((line) => {
              const left = action === 'capture' ? line.capturable : line.refundable
              return (
                <Checkbox
                  key={line.id}
                  value={line.id}
                  label={`${left.quantity} × ${line.name}, ${money({ value: left.amount, currency })}`}
                />
              )
            })}
          </Stack>
        </Checkbox.Group>
      )}
      {action === 'capture' && values.howMuch !== 'all' && (
        <Checkbox
          label={t('actions.isLast')}
          checked={values.isLast}
          onChange={({ currentTarget }) => set({ ...values, isLast: currentTarget.checked })}
        />
      )}
    </>
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
