import {
  Button,
  Group,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { QueryProblem } from '../../components/query-problem.tsx'
import { eventName } from './event-name.ts'
import { parseReceived } from './received-message.ts'
import { SignatureDiagnosis } from './signature-diagnosis.tsx'
import { useAttempts, useDiagnosis, useRegistrations } from './webhook-queries.ts'

const EVERYTHING = { registration: '', outcome: '', msn: '', reference: '' }
const EXAMPLE = `POST /hooks/vipps HTTP/1.1
Host: shop.example
Webhook-Id: 497f6eca-6276-4993-bfeb-53cbbbba6f08
X-Ms-Date: Mon, 03 Nov 2025 14:22:23 GMT
X-Ms-Content-Sha256: lNlsp1XA03N34HrQsVzPgJKtC+r7l/RBF4V3JQUWMj4=
Authorization: HMAC-SHA256 SignedHeaders=…&Signature=…

{"msn":"123456", …}`

interface Question {
  readonly source: 'attempt' | 'received'
  readonly attemptId: string
  readonly text: string
  readonly registrationId: string
  readonly receivedAt: string
  readonly secret: string
  readonly stringToSign: string
  readonly signature: string
}
type QuestionForm = UseFormReturnType<Question>

interface SignatureCheckProps {
  /** The number of an attempt to begin with; empty for none. */
  readonly attempt: string
}

/** Why a signature does not fit: what was received or sent, what was computed, and what differs first. */
export function SignatureCheck({ attempt }: SignatureCheckProps): React.ReactNode {
  const { mutate, data, error, isPending, reset } = useDiagnosis()
  const form = useForm<Question>({
    mode: 'controlled',
    initialValues: {
      source: attempt === '' ? 'received' : 'attempt',
      attemptId: attempt,
      text: '',
      registrationId: '',
      receivedAt: '',
      secret: '',
      stringToSign: '',
      signature: '',
    },
    validate: {
      attemptId: (value, { source }) =>
        source === 'attempt' && value === '' ? 'Choose what was sent.' : null,
      text: (value, { source }) => {
        const read = source === 'received' ? parseReceived(value) : undefined
        return read && 'unreadable' in read ? read.unreadable : null
      },
    },
    // What is said below is about what was asked.
    onValuesChange: reset,
  })
  return (
    <Stack maw={860}>
      <Text maw={640}>
        Give what you have, and be told the first thing that is wrong: a secret, a body, a host or
        path, the string that was signed, or a date.
      </Text>
      <form onSubmit={form.onSubmit((question) => mutate(requestOf(question)))} noValidate>
        <Stack>
          <SegmentedControl
            data={[
              { value: 'received', label: 'What I received' },
              { value: 'attempt', label: 'What Kvitt sent' },
            ]}
            aria-label="What to look at"
            style={{ alignSelf: 'start' }}
            {...form.getInputProps('source')}
          />
          {form.values.source === 'received' ? (
            <Received form={form} />
          ) : (
            <SentAttempt form={form} />
          )}
          <Computed form={form} />
          <Button type="submit" loading={isPending} style={{ alignSelf: 'start' }}>
            Find what is wrong
          </Button>
        </Stack>
      </form>
      {error && <QueryProblem error={error} />}
      {data && <SignatureDiagnosis diagnosis={data} />}
    </Stack>
  )
}

function Received({ form }: { readonly form: QuestionForm }): React.ReactNode {
  const { data: registrations = [] } = useRegistrations()
  return (
    <>
      <Textarea
        label="The request as it came in"
        description="Request line, headers, an empty line and the raw body; or a curl command"
        placeholder={EXAMPLE}
        autosize
        minRows={8}
        maxRows={20}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        spellCheck={false}
        {...form.getInputProps('text')}
      />
      <Group align="start" grow preventGrowOverflow={false}>
        <Select
          label="Registration"
          description="Unless the header Webhook-Id tells it"
          placeholder="As Webhook-Id says"
          data={registrations.map(({ registrationId, url, msn }) => ({
            value: registrationId,
            label: `${msn} ${url}`,
          }))}
          clearable
          searchable
          miw={220}
          {...form.getInputProps('registrationId')}
          value={form.values.registrationId || null}
        />
        <TextInput
          label="Received at"
          description="By your server's clock; empty leaves its age out"
          type="datetime-local"
          step={1}
          miw={220}
          {...form.getInputProps('receivedAt')}
        />
      </Group>
    </>
  )
}

function SentAttempt({ form }: { readonly form: QuestionForm }): React.ReactNode {
  const { data } = useAttempts(EVERYTHING, '')
  const attempts = data?.attempts ?? []
  const known = attempts.map(({ id, eventType, reference, url }) => ({
    value: String(id),
    label: `${id}: ${eventName(eventType)} of ${reference} to ${url}`,
  }))
  const { attemptId } = form.values
  const isListed = attemptId === '' || known.some(({ value }) => value === attemptId)
  return (
    <Select
      label="Attempt"
      description="One of the latest 50; any other from its page"
      placeholder="Choose what was sent"
      data={isListed ? known : [{ value: attemptId, label: `Attempt ${attemptId}` }, ...known]}
      searchable
      {...form.getInputProps('attemptId')}
    />
  )
}

function Computed({ form }: { readonly form: QuestionForm }): React.ReactNode {
  const monospace = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }
  return (
    <Stack component="section" gap="sm" aria-labelledby="computed">
      <Title order={3} size="h5" id="computed">
        What you computed, as far as you have it
      </Title>
      <PasswordInput
        label="The secret you use"
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the secret' }}
        {...form.getInputProps('secret')}
      />
      <Textarea
        label="The string you signed"
        placeholder={'POST\n/hooks/vipps\ndate;host;content hash'}
        autosize
        minRows={3}
        maxRows={8}
        styles={monospace}
        spellCheck={false}
        {...form.getInputProps('stringToSign')}
      />
      <TextInput
        label="The signature you came to"
        styles={monospace}
        spellCheck={false}
        {...form.getInputProps('signature')}
      />
    </Stack>
  )
}

/** What the control API is asked; empty fields are no answers. */
function requestOf(question: Question): object {
  const { source, attemptId, text, registrationId, receivedAt } = question
  const { secret, stringToSign, signature } = question
  const computed = {
    ...(secret !== '' && { secret }),
    ...(stringToSign !== '' && { stringToSign }),
    ...(signature.trim() !== '' && { signature }),
  }
  if (source === 'attempt') return { attemptId: Number(attemptId), ...computed }
  const message = parseReceived(text)
  if ('unreadable' in message) throw new Error(message.unreadable)
  return {
    ...message,
    ...(registrationId && { registrationId }),
    receivedAt: receivedAt === '' ? ownDate(message.headers) : new Date(receivedAt).toISOString(),
    ...computed,
  }
}

/** When nobody says when it came in, its age says nothing: it came when it was sent. */
function ownDate(headers: Readonly<Record<string, string>>): string | undefined {
  const [, date = ''] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-ms-date') ?? []
  return Number.isNaN(Date.parse(date)) ? undefined : new Date(date).toISOString()
}
