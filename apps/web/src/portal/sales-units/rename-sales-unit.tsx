import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import type { SalesUnitView } from '@kvitt/contract'
import { fieldErrors, otherError } from '../../components/field-errors.ts'
import { FormFoot } from '../../components/form-foot.tsx'
import { useSalesUnitChange } from './sales-unit-queries.ts'

const NAME_LENGTH_MAX = 30

interface RenameProps {
  readonly unit: SalesUnitView
}

/** Gives a sales unit another name: in the real portal a test sales unit keeps its own. */
export function RenameSalesUnit({ unit }: RenameProps): React.ReactNode {
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" onClick={open}>
        Rename
      </Button>
      <Modal opened={isOpen} onClose={close} title="Rename" centered>
        <RenameForm unit={unit} close={close} />
      </Modal>
    </>
  )
}

function RenameForm({ unit, close }: RenameProps & { readonly close: () => void }) {
  const { mutate, isPending, error } = useSalesUnitChange(unit.msn)
  const form = useForm({ initialValues: { name: unit.name } })
  const submit = form.onSubmit(({ name }) =>
    mutate(
      { name: name.trim() },
      {
        onSuccess: close,
        onError: (refusal) => form.setErrors(fieldErrors(refusal, ['name'])),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description={`Customers see it. At most ${NAME_LENGTH_MAX} characters.`}
          maxLength={NAME_LENGTH_MAX}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <FormFoot
          label="Rename"
          error={otherError(error, ['name'])}
          isPending={isPending}
          close={close}
        />
      </Stack>
    </form>
  )
}
