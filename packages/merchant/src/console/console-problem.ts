import { CONSOLE_PROBLEMS, type ConsoleAdvice, type ConsoleProblemName } from '@kvitt/contract'

/** What is refused, as the console's pages are told: they say it in the reader's language. */
export function consoleProblem(
  code: ConsoleProblemName,
  errors?: readonly { readonly name: string; readonly reason: string }[],
  advice?: ConsoleAdvice,
): Response {
  const { status, title } = CONSOLE_PROBLEMS[code]
  const body = { type: 'about:blank', title, status, code, ...(errors && { errors }), ...advice }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  })
}
