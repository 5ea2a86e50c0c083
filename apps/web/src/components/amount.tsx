import { Text, type TextProps } from '@mantine/core'

interface AmountProps extends TextProps {
  /** In minor units. */
  readonly value: number
  readonly currency: string
}

/** An amount with its currency, in figures that line up. */
export function Amount({ value, currency, ...props }: AmountProps): React.ReactNode {
  return (
    <Text component="span" inherit style={{ fontVariantNumeric: 'tabular-nums' }} {...props}>
      {amountInWords(value, currency)}
    </Text>
  )
}

/** `NOK 499.00`, as the language writes it. */
export function amountInWords(value: number, currency: string, language = 'en'): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  }).format(value / 100)
}
