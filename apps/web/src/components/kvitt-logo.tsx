/** Kvitt's own mark, beside its name. */
export function KvittLogo({ sizePx = 28 }: { readonly sizePx?: number }): React.ReactNode {
  return (
    <svg viewBox="0 0 32 32" width={sizePx} height={sizePx} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-kvitt-8)" />
      <path
        d="M9 7v18M22 8 12 16.5 23 25"
        fill="none"
        stroke="#fff"
        strokeWidth="3.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
