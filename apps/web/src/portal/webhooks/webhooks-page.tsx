import { Stack, Tabs, Title } from '@mantine/core'
import { Outlet } from 'react-router'
import { useSearch } from '../search-parameters.ts'
import { AttemptList } from './attempt-list.tsx'
import { RegistrationList } from './registration-list.tsx'
import { SignatureCheck } from './signature-check.tsx'

/** Who is told of events, what waits for them, what was sent, and why a signature does not fit. */
export function WebhooksPage(): React.ReactNode {
  const [{ view, attempt }, change] = useSearch(['view', 'attempt'])
  return (
    <Stack>
      <Title order={2}>Webhooks</Title>
      <Tabs
        value={view || 'registrations'}
        onChange={(value) => change({ view: value === 'registrations' ? '' : (value ?? '') })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="registrations">Registrations</Tabs.Tab>
          <Tabs.Tab value="attempts">Attempts</Tabs.Tab>
          <Tabs.Tab value="signature">Signature</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="registrations" pt="md">
          <RegistrationList />
        </Tabs.Panel>
        <Tabs.Panel value="attempts" pt="md">
          <AttemptList />
        </Tabs.Panel>
        <Tabs.Panel value="signature" pt="md">
          <SignatureCheck key={attempt} attempt={attempt} />
        </Tabs.Panel>
      </Tabs>
      <Outlet />
    </Stack>
  )
}
