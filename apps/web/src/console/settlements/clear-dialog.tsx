import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConsoleProblem } from '../console-problem.tsx'
import { useClearing } from './settlement-queries.ts'

const REASON_LENGTH_MAX = 200

interface ClearDialogProps {
  readonly id: string
  readonly title: string
  readonly close: () => void
}

/** Asks what was done about something that did not fit, and takes it off the list. */
export function ClearDialog({ id, title, close }: ClearDialogProps): React.ReactNode {
  const { t } = useTranslation('console-settlements')
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useClearing()
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    mutate(
      { id, reason },
      {
        onSuccess: () => {
          notifications.show({ message: t('reconciliation.cleared') })
          close()
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('reconciliation.back') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('reconciliation.clearText')}</Text>
          <TextInput
            label={t('reconciliation.reason')}
            description={t('reconciliation.reasonHint')}
            required
            maxLength={REASON_LENGTH_MAX}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            data-autofocus
          />
          {error && <ConsoleProblem error={error} />}
          <Group justify="end">
            <Button variant="default" onClick={close}>
              {t('reconciliation.back')}
            </Button>
            <Button type="submit" loading={isPending} disabled={reason.trim() === ''}>
              {t('reconciliation.clear')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
