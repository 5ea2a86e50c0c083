import {
  ChangeUserRequest,
  CreateUserRequest,
  type ConsoleUserList,
  type ConsoleUserView,
  type OneTimePassword,
} from '@kvitt/contract'
import { consoleUserOf, type ConsoleUser } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { Hono } from 'hono'
import { jsonResponse } from '../../http/json-response.ts'
import { requireRole, type ConsoleEnvironment } from '../console-environment.ts'
import { consoleProblem } from '../console-problem.ts'
import { readBody } from '../read-body.ts'
import type { Access } from './access.ts'
import { decideUsers, loadUsers, PROBLEM_OF_USER_REFUSAL } from './console-users.ts'
import { newPassword } from './new-password.ts'

type Decided = Awaited<ReturnType<typeof decideUsers>>

/** Administrators decide who may use the console, and for what. */
export function userRoutes({ services, hashing }: Access): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  app.use('/users/*', requireRole('administer'))
  app.get('/users', async () => {
    const { users } = await loadUsers(services.store)
    const list: ConsoleUserList = { users: users.map(userView) }
    return jsonResponse(list)
  })
  app.post('/users', async (context) => {
    const wish = await readBody(context, CreateUserRequest)
    if (wish instanceof Response) return wish
    const password = newPassword(services.random)
    const hash = await hashing.hash(password)
    const by = context.get('user').name
    const command = { ...wish, type: 'create', by, hash, isOneTime: true } as const
    return told(await decideUsers(services, command), wish.name, password)
  })
  app.patch('/users/:name', async (context) => {
    const { name } = context.req.param()
    const wish = await readBody(context, ChangeUserRequest)
    if (wish instanceof Response) return wish
    const { role, isActive } = wish
    const by = context.get('user').name
    const decided = await decideUsers(
      services,
      role === undefined
        ? { type: isActive === true ? 'reactivate' : 'deactivate', by, name }
        : { type: 'change-role', by, name, role },
    )
    const user = changed(decided, name)
    return user instanceof Response ? user : jsonResponse(userView(user))
  })
  app.post('/users/:name/password', async (context) => {
    const { name } = context.req.param()
    const password = newPassword(services.random)
    const hash = await hashing.hash(password)
    const by = context.get('user').name
    return told(
      await decideUsers(services, { type: 'reset-password', by, name, hash }),
      name,
      password,
    )
  })
  return app
}

function told(decided: Decided, name: string, password: string): Response {
  const user = changed(decided, name)
  if (user instanceof Response) return user
  const answer: OneTimePassword = { user: userView(user), password }
  return jsonResponse(answer, 201)
}

function changed({ state, refusal }: Decided, name: string): ConsoleUser | Response {
  if (refusal !== undefined) return consoleProblem(PROBLEM_OF_USER_REFUSAL[refusal])
  return (state && consoleUserOf(state, name)) ?? consoleProblem('userUnknown')
}

function userView({ name, role, isActive, createdAt, login }: ConsoleUser): ConsoleUserView {
  return {
    name,
    role,
    isActive,
    hasPassword: login.kind === 'password',
    mustChangePassword: login.kind === 'password' && login.isOneTime,
    createdAt: formatInstant(createdAt),
  }
}
