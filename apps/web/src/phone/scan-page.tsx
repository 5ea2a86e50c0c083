import { Button, Code, CopyButton, Divider, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { pathOfPayment } from './paths.ts'
import { usePersonalQr, useScan } from './phone-queries.ts'
import { Refusal } from './refusal.tsx'

/** Stands in for the camera, in both directions: what the phone scans and what it shows. */
export function ScanPage(): React.ReactNode {
  const { t } = useTranslation('phone')
  const { phoneNumber = '' } = useParams()
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t('scan.title')}
      </Title>
      <ScanForm phoneNumber={phoneNumber} />
      <Divider />
      <OwnCode phoneNumber={phoneNumber} />
    </Stack>
  )
}

interface OfPhone {
  readonly phoneNumber: string
}

function ScanForm({ phoneNumber }: OfPhone): React.ReactNode {
  const { t } = useTranslation('phone')
  const navigate = useNavigate()
  const [link, setLink] = useState('')
  const { mutate, isPending, error } = useScan(phoneNumber)
  const submit = (event: React.FormEvent): void => {
    event.preventDefault()
    mutate({ link }, { onSuccess: (named) => void navigate(pathOfPayment(phoneNumber, named)) })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('scan.intro')}</Text>
        <Textarea
          label={t('scan.label')}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          autoComplete="off"
          value={link}
          onChange={({ currentTarget }) => setLink(currentTarget.value)}
        />
        {error && <Refusal error={error} />}
        <Button type="submit" loading={isPending} disabled={link.trim() === ''}>
          {t('scan.submit')}
        </Button>
      </Stack>
    </form>
  )
}

function OwnCode({ phoneNumber }: OfPhone): React.ReactNode {
  const { t } = useTranslation('phone')
  const { mutate, data, isPending, error } = usePersonalQr(phoneNumber)
  return (
    <Stack>
      <Title order={2} size="h5">
        {t('scan.ownCode')}
      </Title>
      <Text size="sm">{t('scan.ownCodeHint')}</Text>
      {error && <Refusal error={error} />}
      {data && (
        <>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {data.content}
          </Code>
          <CopyButton value={data.content}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{copied ? t('scan.copied') : t('scan.copy')}</Button>
            )}
          </CopyButton>
        </>
      )}
      <Button variant="default" loading={isPending} onClick={() => mutate()}>
        {t('scan.showCode')}
      </Button>
    </Stack>
  )
}
