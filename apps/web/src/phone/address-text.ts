import type { AddressView } from '@kvitt/contract'

/** `Storgata 1, 0155 OSLO, NO` */
export function addressInOneLine(address: AddressView): string {
  const { addressLine1, addressLine2, postCode, city, country } = address
  return [addressLine1, addressLine2, `${postCode} ${city}`, country]
    .filter((part) => part.trim() !== '')
    .join(', ')
}
