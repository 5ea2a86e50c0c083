import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser'

/** What stands where something else should; the name is the parser's own. */
const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes is expected, and no comma before a closing brace',
  ValueExpected:
    'a value is expected: a text in double quotes, a number, true, false, null, [ or {',
  ColonExpected: 'a colon is expected between a name and its value',
  CommaExpected: 'a comma is expected, or the end of what has begun',
  CloseBraceExpected: 'a } is expected: one that was opened is not closed',
  CloseBracketExpected: 'a ] is expected: one that was opened is not closed',
  EndOfFileExpected: 'nothing more is expected',
  InvalidCommentToken: 'a comment is not allowed',
  UnexpectedEndOfComment: 'a comment is not allowed',
  UnexpectedEndOfString:
    'the text that begins here lacks its closing double quote, in the same line',
  UnexpectedEndOfNumber: 'the number that begins here lacks its last digits',
  InvalidUnicode: 'the text that begins here has \\u without four hexadecimal digits after it',
  InvalidEscapeCharacter:
    'the text that begins here has a \\ before a letter that means nothing: write \\\\',
  InvalidCharacter: 'the text that begins here has a control character, such as a tab',
}

/** Where a text is no JSON and what is expected there, without a word of what the text says. */
export function jsonFault(text: string): string | undefined {
  const errors: ParseError[] = []
  parse(text, errors, { disallowComments: true })
  const [first, second] = errors
  if (!first) return undefined
  const name = printParseErrorCode(first.error)
  // A word that is none: what follows says whether it stands for a name or for a value.
  const end = first.offset + first.length
  const isFollowed = second !== undefined && text.slice(end, second.offset).trim() === ''
  const meant = name === 'InvalidSymbol' && isFollowed ? printParseErrorCode(second.error) : name
  const before = text.slice(0, first.offset).split(/\r\n|\n|\r/)
  const column = (before.at(-1)?.length ?? 0) + 1
  const expected = EXPECTED[meant] ?? 'this is no word of JSON'
  return `in line ${before.length}, column ${column}, ${expected}`
}
