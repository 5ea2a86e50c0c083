import '../languages/phone/messages.ts'
import { Outlet } from 'react-router'
import { CustomerFrame } from '../customer/customer-frame.tsx'

/** The layout of every phone, and of the choice whose it is. */
export function PhoneLayout(): React.ReactNode {
  return (
    <CustomerFrame>
      <Outlet />
    </CustomerFrame>
  )
}
