import { Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { TYPED_NUMBER } from '../../components/typed-number.ts'
import { useFormats } from '../../customer/formats.ts'
import type { ChangeAction } from './change-button.tsx'
import { isLineSide, linesFor, type ChangeValues, type HowMuch } from './change-wish.ts'
import { LineChoice } from './line-choice.tsx'

const METHOD_LENGTH_MAX = 100

interface MoneyFieldsProps {
  readonly order: ConsoleOrder
  readonly action: ChangeAction
  /** In minor units. */
  readonly max: number
  readonly isTooMuch: boolean
  readonly values: ChangeValues
  readonly set: (values: ChangeValues) => void
}

/** How much of the money a change is for. */
export function MoneyFields({
  order,
  action,
  max,
  isTooMuch,
  values,
  set,
}: MoneyFieldsProps): React.ReactNode {
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
          {...TYPED_NUMBER}
          value={values.amount}
          onChange={(amount) => set({ ...values, amount })}
          error={isTooMuch}
          decimalScale={2}
          decimalSeparator={t('actions.decimal')}
          allowNegative={false}
          // Whoever types more than there is gets told so, and no other amount in its place.
          clampBehavior="none"
          hideControls
        />
      )}
      {values.howMuch === 'lines' && isLineSide(action) && (
        <LineChoice order={order} action={action} values={values} set={set} />
      )}
      {action === 'capture' && values.howMuch !== 'all' && (
        <Checkbox
          label={t('actions.isLast')}
          description={t('actions.isLastHint')}
          checked={values.isLast}
          onChange={({ currentTarget }) => set({ ...values, isLast: currentTarget.checked })}
        />
      )}
      {action === 'alternative' && (
        <TextInput
          label={t('actions.method')}
          description={t('actions.methodHint')}
          required
          maxLength={METHOD_LENGTH_MAX}
          value={values.method}
          onChange={({ currentTarget }) => set({ ...values, method: currentTarget.value })}
        />
      )}
    </>
  )
}
