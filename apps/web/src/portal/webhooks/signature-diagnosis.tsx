import { Alert, Anchor, Code, Mark, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { WebhookDiagnosis, WebhookFault } from '@kvitt/contract'
import { Link, useLocation } from 'react-router'

/** What each fault is called, and what to do about it. */
const ADVICE: Readonly<Record<WebhookFault, readonly [title: string, next: string]>> = {
  wrongMethod: ['Another method', 'Answer POST at the address that you registered.'],
  missingHeader: [
    'A header is missing',
    'Look for a proxy or a framework that strips or renames headers on the way.',
  ],
  malformedAuthorization: [
    'The signature has the wrong form',
    'Print the bytes of the HMAC as Base64, with padding.',
  ],
  bodyAltered: [
    'The body is not the one that was sent',
    'Take the raw bytes of the request before anything parses them: a JSON parser that prints them again changes spaces, order or escapes.',
  ],
  malformedDate: [
    'The date has the wrong form',
    'Take X-Ms-Date as it came, and do not format it.',
  ],
  hostDiffers: [
    'Another host was signed',
    'Sign the host of the URL that you registered, with its port unless it is the usual one.',
  ],
  pathDiffers: [
    'Another path was signed',
    'Sign the path of the URL that you registered, with its query and with its encoding untouched.',
  ],
  secretDecoded: [
    'The secret was decoded',
    'Use the secret as text: its UTF-8 bytes are the key, although it looks like Base64.',
  ],
  otherRegistration: [
    "Another registration's secret",
    'Keep each secret with the id of its registration, and choose by the header Webhook-Id.',
  ],
  otherStringSigned: [
    'Another string was signed',
    'Build the string from these three lines, with a line feed between them and none at the end.',
  ],
  wrongSecret: [
    'The wrong secret',
    'Compare the secret with the answer to your registration. If it is lost, register again: it is shown once.',
  ],
  dateTooOld: [
    'The date is too old',
    'Set the clock of your server, or answer first and verify what you have stored by the time that it came.',
  ],
}

/** What was found, in words, with both texts side by side where two differ. */
export function SignatureDiagnosis({
  diagnosis,
}: {
  readonly diagnosis: WebhookDiagnosis
}): React.ReactNode {
  const { search } = useLocation()
  const { attemptId, registrationId } = diagnosis
  return (
    <Stack role="status" aria-label="What was found">
      {diagnosis.valid ? (
        <Alert color="kvitt" title="All of it is right">
          The signature fits, and so does what you computed.
        </Alert>
      ) : (
        <Alert color="red" title={ADVICE[diagnosis.fault][0]}>
          <Stack gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {diagnosis.detail}
            </Text>
            <Text size="sm" fw={600}>
              {ADVICE[diagnosis.fault][1]}
            </Text>
          </Stack>
        </Alert>
      )}
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {registrationId === null
          ? 'Held against the secret that you gave.'
          : `Held against the registration ${registrationId}.`}{' '}
        {attemptId !== null && (
          <Anchor
            component={Link}
            to={{ pathname: `/portal/webhooks/attempts/${attemptId}`, search }}
            inherit
            underline="always"
          >
            Sent as attempt {attemptId}
          </Anchor>
        )}
      </Text>
      <Texts diagnosis={diagnosis} />
    </Stack>
  )
}

function Texts({ diagnosis }: { readonly diagnosis: WebhookDiagnosis }): React.ReactNode {
  const { stringToSign, bodies } = diagnosis
  if (bodies) {
    return (
      <SideBySide
        left={['The body as it was sent', bodies.sent]}
        right={['As it was received', bodies.received]}
      />
    )
  }
  if (stringToSign === undefined) return null
  const signedInstead = diagnosis.valid ? undefined : diagnosis.signedInstead
  if (signedInstead === undefined || signedInstead === stringToSign) {
    return (
      <Stack gap="xs">
        <Title order={4} size="h5">
          What has to be signed
        </Title>
        <MarkedText label="What has to be signed" text={stringToSign} from={Infinity} />
        {signedInstead !== undefined && (
          <Text size="sm">That is what was signed: the secret makes the difference.</Text>
        )}
      </Stack>
    )
  }
  return (
    <SideBySide
      left={['What has to be signed', stringToSign]}
      right={['What was signed', signedInstead]}
    />
  )
}

type Titled = readonly [title: string, text: string]

function SideBySide({ left, right }: { readonly left: Titled; readonly right: Titled }) {
  const from = firstDifference(left[1], right[1])
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {[left, right].map(([title, text]) => (
        <Stack key={title} gap="xs" miw={0}>
          <Title order={4} size="h5">
            {title}
          </Title>
          <MarkedText label={title} text={text} from={from} />
        </Stack>
      ))}
    </SimpleGrid>
  )
}

interface MarkedTextProps {
  readonly label: string
  readonly text: string
  /** Where the first difference is. */
  readonly from: number
}

/** A text with the place marked from which on it differs, to the end of the word; line ends are shown. */
function MarkedText({ label, text, from }: MarkedTextProps): React.ReactNode {
  const rest = text.slice(from)
  const length = /^(?:[\s;,]|[^\s;,]+)/.exec(rest)?.[0].length ?? 0
  return (
    <Code
      block
      mah={420}
      tabIndex={0}
      role="region"
      aria-label={label}
      style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {shown(text.slice(0, from))}
      {from <= text.length && <Mark>{shown(rest.slice(0, length)) || '∎'}</Mark>}
      {shown(rest.slice(length))}
    </Code>
  )
}

function shown(text: string): string {
  return text.replaceAll('\r', '␍').replaceAll('\n', '⏎\n')
}

function firstDifference(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    if (left[index] !== right[index]) return index
  }
  return length
}
