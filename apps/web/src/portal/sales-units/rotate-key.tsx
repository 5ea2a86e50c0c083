import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import type { SalesUnitView } from '@kvitt/contract'
import { QueryProblem } from '../../components/query-problem.tsx'
import { useKeyRotation, useSalesUnits, type RotatedKey } from './sales-unit-queries.ts'

const NAMES: Readonly<Record<RotatedKey, string>> = {
  primary: 'the primary key',
  secondary: 'the secondary key',
  clientSecret: 'the client secret',
}

/** What a rotation means for whoever uses the old value, and what goes on. */
const CONSEQUENCES: Readonly<Record<RotatedKey, readonly string[]>> = {
  primary: [
    'Every request with the present primary key is answered 401 at once, also with a valid token.',
    'The secondary key goes on working: change your configuration to it first.',
  ],
  secondary: [
    'Every request with the present secondary key is answered 401 at once, also with a valid token.',
    'The primary key goes on working.',
  ],
  clientSecret: [
    'The token endpoint answers the present client secret with 401 at once.',
    'Tokens that it has bought go on until they expire, after an hour at most.',
  ],
}

interface RotateKeyProps {
  readonly unit: SalesUnitView
  readonly name: RotatedKey
}

/** Asks before it replaces a key: the old one is worth nothing from then on. */
export function RotateKey({ unit, name }: RotateKeyProps): React.ReactNode {
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      <Button size="xs" variant="default" onClick={open} aria-label={`Rotate ${NAMES[name]}`}>
        Rotate
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Rotate ${NAMES[name]}?`} centered>
        <Confirmation unit={unit} name={name} close={close} />
      </Modal>
    </>
  )
}

function Confirmation({ unit, name, close }: RotateKeyProps & { readonly close: () => void }) {
  const { mutate, isPending, error } = useKeyRotation(unit.msn)
  const { data: units = [] } = useSalesUnits()
  const others = units.filter(({ clientId, msn }) => clientId === unit.clientId && msn !== unit.msn)
  const rotate = (): void =>
    mutate(name, {
      onSuccess: () => {
        notifications.show({ message: `There is a new value of ${NAMES[name]}.` })
        close()
      },
    })
  return (
    <Stack>
      <List spacing="xs">
        {CONSEQUENCES[name].map((consequence) => (
          <List.Item key={consequence}>{consequence}</List.Item>
        ))}
        {others.length > 0 && (
          <List.Item style={{ overflowWrap: 'anywhere' }}>
            It is the same for all that share the keys:{' '}
            {others.map((other) => `${other.name} (${other.msn})`).join(', ')}.
          </List.Item>
        )}
      </List>
      <Text size="sm">The old value cannot be brought back.</Text>
      {error && <QueryProblem error={error} />}
      <Group justify="end">
        <Button variant="default" onClick={close} data-autofocus>
          Keep it
        </Button>
        <Button color="red.9" loading={isPending} onClick={rotate}>
          Rotate
        </Button>
      </Group>
    </Stack>
  )
}
