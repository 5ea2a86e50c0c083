import { Button, Modal, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ConsoleOrder } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { ChangeForm } from './change-form.tsx'
import { useRefusalText } from './refusal-text.ts'

export type ChangeAction =
  'capture' | 'refund' | 'alternative' | 'cancel' | 'attempt' | 'clear' | 'category' | 'receipt'

interface ChangeButtonProps {
  readonly order: ConsoleOrder
  readonly action: ChangeAction
}

/** Opens the dialog of a change, or says why the change is not possible. */
export function ChangeButton({ order, action }: ChangeButtonProps): React.ReactNode {
  const { t } = useTranslation('console-orders')
  const textOf = useRefusalText(order)
  const [isOpen, { open, close }] = useDisclosure()
  const permission = order.actions[action]
  const cancels = order.remaining > 0 && order.captured > 0 ? 'cancelRest' : 'cancelAll'
  const label = t(`actions.${action === 'cancel' ? cancels : action}`)
  return (
    <>
      {permission.isAllowed ? (
        <Button variant={action === 'capture' ? 'filled' : 'default'} onClick={open}>
          {label}
        </Button>
      ) : (
        <Tooltip
          label={textOf({ action, code: permission.why, advice: permission.advice })}
          multiline
          maw={320}
          events={{ hover: true, focus: true, touch: true }}
        >
          <Button variant="default" data-disabled aria-disabled>
            {label}
          </Button>
        </Tooltip>
      )}
      <Modal
        opened={isOpen}
        onClose={close}
        title={label}
        centered
        closeButtonProps={{ 'aria-label': t('actions.back') }}
      >
        {/* Mounted anew each time: a dialog is one wish, with one key. */}
        <ChangeForm
          order={order}
          action={action}
          max={permission.isAllowed ? permission.max : 0}
          close={close}
        />
      </Modal>
    </>
  )
}
