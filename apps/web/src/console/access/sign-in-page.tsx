import { Alert, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SignInFrame } from '../../components/sign-in-frame.tsx'
import { ControlError } from '../../control-api.ts'
import { LanguageChooser } from '../../customer/language-chooser.tsx'
import { STAFF_LANGUAGES } from '../../languages/language.ts'
import { CONSOLE, placeAfterSignIn } from '../../sign-in-address.ts'
import { ColorScheme } from '../color-scheme.tsx'
import { ConsoleProblem } from '../console-problem.tsx'
import { useConsoleSession, useConsoleSignIn, useSignInOptions } from '../session-queries.ts'
import { useConsoleDocument } from '../use-console-document.ts'

/** Where employees sign in, and go on to where they wanted to be. */
export function SignInPage(): React.ReactNode {
  useConsoleDocument()
  const { t } = useTranslation('console')
  const { data: session } = useConsoleSession()
  useEffect(() => {
    if (session) goOn()
  }, [session])
  return (
    <SignInFrame
      program={t('title')}
      title={t('signIn.title')}
      controls={
        <>
          <LanguageChooser languages={STAFF_LANGUAGES} />
          <ColorScheme />
        </>
      }
    >
      <SignInForm />
      <OpenidLink />
      <Text size="sm" c="dimmed">
        {t('signIn.forgotten')}
      </Text>
    </SignInFrame>
  )
}

function SignInForm(): React.ReactNode {
  const { t, i18n } = useTranslation('console')
  const { mutate, error, isPending, isSuccess } = useConsoleSignIn()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('signIn.nameMissing') : null),
      password: (password) => (password === '' ? t('signIn.passwordMissing') : null),
    },
  })
  const submit = form.onSubmit(({ name, password }) =>
    mutate({ name: name.trim(), password }, { onSuccess: goOn }),
  )
  const brokenOff = new URLSearchParams(window.location.search).get('problem')
  // A made-up link has nothing of its own said here.
  const isKnown = i18n.exists(`problems.${brokenOff}`, { ns: 'console' })
  const problem = error ?? (brokenOff !== null && isKnown ? refusal(brokenOff) : null)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('signIn.name')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          {...form.getInputProps('name')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
        {problem && <ConsoleProblem error={problem} />}
        <Button type="submit" loading={isPending || isSuccess}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}

/** The way over the identity provider, where there is one. */
function OpenidLink(): React.ReactNode {
  const { t } = useTranslation('console')
  const { data: options, error } = useSignInOptions()
  if (error) return <Alert color="red">{error.message}</Alert>
  if (!options?.openid) return null
  const to = new URLSearchParams({ to: placeAfterSignIn(CONSOLE, window.location.search) })
  return (
    <>
      <Divider label={t('signIn.or')} />
      <Button component="a" variant="default" href={`/console/openid/start?${to.toString()}`}>
        {t('signIn.with', { label: options.openid.label })}
      </Button>
    </>
  )
}

/** Why somebody is here, as the address says: what the way over the identity provider came to, for one. */
function refusal(reason: string): ControlError {
  return new ControlError(403, reason, { reason })
}

/** All over again: what was refused before is asked for anew. */
function goOn(): void {
  window.location.replace(placeAfterSignIn(CONSOLE, window.location.search))
}
