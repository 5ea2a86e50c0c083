import { Drawer, Title } from '@mantine/core'

interface SideDrawerProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: React.ReactNode
}

/** Something beside the page that it belongs to: closed with Escape, as wide as a phone on a phone. */
export function SideDrawer({ title, onClose, children }: SideDrawerProps): React.ReactNode {
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="min(860px, 100%)">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* The page has its banner: this is none. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>
            <Title order={2} size="h3" component="span">
              {title}
            </Title>
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
