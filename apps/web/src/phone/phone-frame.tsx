import { Stack, Text } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import styles from './phone-frame.module.css'

const SCREEN_ID = 'phone-screen'

/** Whoever goes on by keyboard begins with what is shown now, not with what is gone. */
export function focusScreen(): void {
  document.getElementById(SCREEN_ID)?.focus({ preventScroll: true })
}

interface PhoneFrameProps {
  /** What it is called, for those who do not see it. */
  readonly label: string
  readonly children: React.ReactNode
  /** What slides in from above. */
  readonly arrivals?: React.ReactNode
  readonly tabs?: React.ReactNode
}

/** A phone on a wide screen; on a narrow one, the screen is the phone's. */
export function PhoneFrame({ label, children, arrivals, tabs }: PhoneFrameProps): React.ReactNode {
  const { t } = useTranslation('phone')
  const screen = useRef<HTMLDivElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useDocumentTitle(`${label} · Kvitt`)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    screen.current?.scrollTo({ top: 0 })
    window.scrollTo({ top: 0 })
    focusScreen()
  }, [pathname])
  return (
    <main className={styles['stage']} aria-label={label}>
      <Stack className={styles['aside'] ?? ''} gap="sm" component="aside">
        <Text fw={650}>{label}</Text>
        <Text size="sm" c="dimmed">
          {t('aside')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('asideTabs')}
        </Text>
      </Stack>
      <div className={styles['phone']}>
        {arrivals !== undefined && <div className={styles['arrivals']}>{arrivals}</div>}
        {/* It scrolls where the phone has edges: then the keyboard must reach it. */}
        <div
          className={styles['screen']}
          id={SCREEN_ID}
          ref={screen}
          tabIndex={0}
          role="region"
          aria-label={t('title')}
        >
          {children}
        </div>
        {tabs}
      </div>
    </main>
  )
}
