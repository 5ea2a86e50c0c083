import { InvalidArgumentError, Option } from 'commander'

/** Where an environment runs unless somebody says otherwise. */
export const DEFAULT_URL = 'http://localhost:8080'

/** Where the environment runs: every command that talks to one has it. */
export function urlOption(): Option {
  return new Option('--url <url>', 'where the environment runs')
    .env('KVITT_URL')
    .default(new URL(DEFAULT_URL), DEFAULT_URL)
    .argParser(parseUrl)
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError(`Give it whole, for example ${DEFAULT_URL}.`)
  }
  return new URL(text)
}

/** Reads where browsers reach a server: it answers at the root of its host, and nowhere below. */
export function parsePublicUrl(text: string): URL {
  const { origin, href } = parseUrl(text)
  if (href !== `${origin}/`) {
    throw new InvalidArgumentError(
      `Give it without a path, for example ${origin}: the server has a host, or a port, of its own.`,
    )
  }
  return new URL(origin)
}

/** Reads a whole number of something, at most `max`. */
export function parseCount(max: number): (text: string) => number {
  return (text) => {
    const count = Number(text)
    if (!/^\d{1,9}$/.test(text) || count > max) {
      throw new InvalidArgumentError(`Give a whole number from 0 to ${max}.`)
    }
    return count
  }
}

/** Reads the number by which something that is kept is named in its list. */
export function parseNumber(text: string): string {
  if (!/^\d{1,15}$/.test(text)) {
    throw new InvalidArgumentError('It is a number, as the list shows it.')
  }
  return text
}
