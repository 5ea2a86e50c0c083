import type { ConsoleUserView } from '@kvitt/contract'
import { Badge, Button, Group, Menu, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../customer/formats.ts'
import { ConsoleProblem } from '../console-problem.tsx'
import { ROLES } from '../may-do.ts'
import { useConsoleSession } from '../session-queries.ts'
import type { UserChange } from './confirm-user-change.tsx'
import { useUserChange } from './user-queries.ts'

interface UserItemProps {
  readonly user: ConsoleUserView
  /** Whatever ends sessions is asked about first. */
  readonly ask: (kind: UserChange) => void
}

/** One user: what they may do, and what an administrator can do about it. */
export function UserItem({ user, ask }: UserItemProps): React.ReactNode {
  const { t } = useTranslation('console')
  const { moment } = useFormats()
  const { data: session } = useConsoleSession()
  const change = useUserChange()
  const { name, role, isActive, hasPassword, mustChangePassword, createdAt } = user
  const facts = [
    t(`mayDo.${role}`),
    t('user.since', { moment: moment(createdAt) }),
    ...(hasPassword ? [] : [t('user.openid')]),
    ...(mustChangePassword ? [t('user.oneTime')] : []),
  ]
  return (
    <Paper component="li" withBorder p="sm">
      <Group justify="space-between" align="start" wrap="nowrap">
        <Stack gap={4} style={{ flex: '1 1 auto', minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <Badge variant="light">{t(`roles.${role}`)}</Badge>
            {session?.user.name === name && <Badge variant="default">{t('user.you')}</Badge>}
            {!isActive && (
              <Badge variant="light" color="orange">
                {t('user.deactivated')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {facts.join(' · ')}
          </Text>
        </Stack>
        <UserActions
          user={user}
          ask={ask}
          change={(wish) => change.mutate({ name, change: wish })}
        />
      </Group>
      {change.error && <ConsoleProblem error={change.error} />}
    </Paper>
  )
}

interface UserActionsProps extends UserItemProps {
  readonly change: (
    wish: { readonly role: ConsoleUserView['role'] } | { readonly isActive: boolean },
  ) => void
}

function UserActions({ user, ask, change }: UserActionsProps): React.ReactNode {
  const { t } = useTranslation('console')
  const { name, role, isActive, hasPassword } = user
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('user.change', { name })}
          style={{ flex: 'none' }}
        >
          ⋯
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {hasPassword &&
          ROLES.filter((each) => each !== role).map((each) => (
            <Menu.Item key={each} onClick={() => change({ role: each })}>
              {t('user.toRole', { role: t(`roles.${each}`) })}
            </Menu.Item>
          ))}
        {hasPassword && <Menu.Item onClick={() => ask('reset')}>{t('user.reset')}</Menu.Item>}
        {isActive ? (
          <Menu.Item onClick={() => ask('deactivate')}>{t('user.deactivate')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => change({ isActive: true })}>{t('user.reactivate')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
