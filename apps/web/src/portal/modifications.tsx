import { Button, Group, Modal, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { PaymentDetails } from '@kvitt/contract'
import { ModificationForm } from './modification-form.tsx'

const LABELS = { capture: 'Capture', refund: 'Refund', cancel: 'Cancel the rest' } as const
type Action = keyof typeof LABELS
const ACTIONS: readonly Action[] = ['capture', 'refund', 'cancel']

interface PaymentProps {
  readonly payment: PaymentDetails
}

/** What the merchant may do now; what may not be done says why. */
export function Modifications({ payment }: PaymentProps): React.ReactNode {
  return (
    <Group>
      {ACTIONS.map((action) => (
        <Modification key={action} action={action} payment={payment} />
      ))}
    </Group>
  )
}

function Modification({ action, payment }: PaymentProps & { readonly action: Action }) {
  const [isOpen, { open, close }] = useDisclosure()
  const permission = payment.actions[action]
  const label = LABELS[action]
  if (!permission.allowed) {
    return (
      <Tooltip
        label={permission.reason}
        multiline
        maw={320}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button variant="default" data-disabled aria-disabled>
          {label}
        </Button>
      </Tooltip>
    )
  }
  return (
    <>
      <Button variant={action === 'capture' ? 'filled' : 'default'} onClick={open}>
        {label}
      </Button>
      <Modal opened={isOpen} onClose={close} title={label} centered>
        <ModificationForm
          action={action}
          label={label}
          payment={payment}
          maxAmount={permission.maxAmount}
          close={close}
        />
      </Modal>
    </>
  )
}
