/** The characters that Code 39 has beside its start and stop sign. */
const CODE_39 = /^[0-9A-Z\-. $/+%]+$/
/** Code 128 has all of ASCII. */
// oxlint-disable-next-line no-control-regex -- control characters are among them
const CODE_128 = /^[\u0000-\u007f]+$/
const EAN_13 = /^\d{13}$/

/**
 * Whether a barcode of this format can say this.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export function isBarcodeData(format: 'EAN-13' | 'CODE 39' | 'CODE 128', data: string): boolean {
  switch (format) {
    case 'EAN-13':
      return EAN_13.test(data) && hasCheckDigit(data)
    case 'CODE 39':
      return CODE_39.test(data)
    case 'CODE 128':
      return CODE_128.test(data)
  }
}

/** The digits, each second one three times, add up to whole tens. */
function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits, Number).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3),
    0,
  )
  return sum % 10 === 0
}
