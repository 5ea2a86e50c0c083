/** What the frame of the support console says, and its pages about access. */
export const en = {
  title: 'Support console',
  menu: 'Support console',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  orders: 'Orders',
  attention: 'Needs attention',
  reservations: 'Reservations',
  figures: 'Figures',
  audit: 'Audit log',
  users: 'Users',
  signOut: 'Sign out',
} as const
