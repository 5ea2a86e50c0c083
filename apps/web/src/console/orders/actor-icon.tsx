import type { ConsoleActor } from '@kvitt/contract'

/** A sign for who has done something, beside the words that say it. */
const PATHS: Readonly<Record<ConsoleActor, string>> = {
  customer: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14c.5-3 2.5-4.5 5.500-4.500S13 11 13.500 14',
  staff:
    'M8 7a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5M3 14v-1.500C3 10.500 5 9 8 9s5 1.500 5 3.500V14M6.500 9.500 8 12l1.500-2.500',
  shop: 'M2.500 6 3.500 2.500h9L13.500 6M3.500 6.500v7h9v-7M6.500 13.500v-4h3v4M2.500 6h11',
  policy:
    'M8 2.500v2M8 11.500v2M2.500 8h2M11.500 8h2M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  server: 'M3 3h10v4H3zM3 9h10v4H3zM5 5h.01M5 11h.01',
  provider: 'M2 6.500 8 3l6 3.500M3.500 7v5M6.500 7v5M9.500 7v5M12.500 7v5M2 13.500h12',
  webhook: 'M8 2v8M5 7l3 3 3-3M3 13.500h10',
  told: 'M8 10.500v-8M5 5.500l3-3 3 3M3 13.500h10',
}

export function ActorIcon({ actor }: { readonly actor: ConsoleActor }): React.ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      width={14}
      height={14}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[actor]} />
    </svg>
  )
}
