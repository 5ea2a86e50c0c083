import type { NumberInputProps } from '@mantine/core'

/**
 * How fields for numbers take what people type: a comma is as good as a point in any language, for
 * 10,50 must never become 1050; and who comes by the keyboard replaces what is there.
 */
export const TYPED_NUMBER: Pick<NumberInputProps, 'allowedDecimalSeparators' | 'onFocus'> = {
  allowedDecimalSeparators: ['.', ','],
  onFocus: ({ currentTarget }) => currentTarget.select(),
}
