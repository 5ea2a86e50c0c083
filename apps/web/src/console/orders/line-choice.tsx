import { Checkbox, Fieldset, Group, NumberInput, Stack } from '@mantine/core'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { TYPED_NUMBER } from '../../components/typed-number.ts'
import { useFormats } from '../../customer/formats.ts'
import { linesFor, type ChangeValues } from './change-wish.ts'
import { amountOfPart, isCounted, leftOf, quantityOf, type LineSide } from './line-part.ts'

/** As many decimals as quantities have. */
const DECIMALS = 8

interface LineChoiceProps {
  readonly order: ConsoleOrder
  readonly action: LineSide
  readonly values: ChangeValues
  readonly set: (values: ChangeValues) => void
}

/** How much of each line a change is for; nothing of those that are not chosen. */
export function LineChoice({ order, action, values, set }: LineChoiceProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const choose = (id: string, quantity: string | undefined): void => {
    const { [id]: _, ...others } = values.quantities
    set({
      ...values,
      quantities: quantity === undefined ? others : { ...others, [id]: quantity },
    })
  }
  return (
    <Fieldset legend={t('actions.whichLines')} variant="unstyled">
      <Stack gap="sm" mt="xs">
        {linesFor(order, action).map((line) => (
          <LineField
            key={line.id}
            line={line}
            action={action}
            currency={order.currency}
            typed={values.quantities[line.id]}
            choose={(quantity) => choose(line.id, quantity)}
          />
        ))}
      </Stack>
    </Fieldset>
  )
}

interface LineFieldProps {
  readonly line: ConsoleOrder['lines'][number]
  readonly action: LineSide
  readonly currency: string
  readonly typed: string | undefined
  readonly choose: (quantity: string | undefined) => void
}

function LineField({ line, action, currency, typed, choose }: LineFieldProps) {
  const { t } = useTranslation('console-orders')
  const { money } = useFormats()
  const left = leftOf(line, action)
  const whole = { quantity: left.quantity, amount: money({ value: left.amount, currency }) }
  const quantity = typed === undefined ? undefined : quantityOf(typed, line, action)
  const value = quantity === undefined ? 0 : amountOfPart(line, action, quantity)
  return (
    <Group justify="space-between" align="start" wrap="nowrap">
      <Checkbox
        label={line.name}
        description={t(`actions.${action}Left`, whole)}
        checked={typed !== undefined}
        onChange={({ currentTarget }) => choose(currentTarget.checked ? left.quantity : undefined)}
        styles={{ label: { overflowWrap: 'anywhere' } }}
      />
      {typed !== undefined && left.quantity !== '1' && (
        <NumberInput
          w={120}
          flex="none"
          size="xs"
          aria-label={t('actions.howMany', { name: line.name })}
          description={quantity !== undefined && money({ value, currency })}
          inputWrapperOrder={['input', 'description', 'error']}
          {...TYPED_NUMBER}
          value={typed}
          onChange={(now) => choose(typeof now === 'string' ? now : plain(now))}
          error={quantity === undefined && t('actions.upTo', { quantity: left.quantity })}
          allowDecimal={!isCounted(left)}
          decimalScale={DECIMALS}
          decimalSeparator={t('actions.decimal')}
          allowNegative={false}
          min={0}
          clampBehavior="none"
        />
      )}
    </Group>
  )
}

/** A number without an exponent. */
function plain(value: number): string {
  return value.toFixed(DECIMALS).replace(/\.?0+$/, '')
}
