import { Navigate, useLocation } from 'react-router'
import { chosenCustomer } from './chosen-customer.ts'
import { pathOfPhone } from './paths.ts'

/**
 * Where a phone is taken up: that of the person named in the address, else of the one whose phone
 * this tab is, else it must be chosen. What is to be opened, `?token=…`, goes along.
 */
export function PhoneStart(): React.ReactNode {
  const { search } = useLocation()
  const parameters = new URLSearchParams(search)
  const phoneNumber = parameters.get('phoneNumber') ?? chosenCustomer()
  parameters.delete('phoneNumber')
  const rest = parameters.size > 0 ? `?${parameters.toString()}` : ''
  const to = phoneNumber === undefined ? '/phone/people' : pathOfPhone(phoneNumber)
  return <Navigate to={`${to}${rest}`} replace />
}
