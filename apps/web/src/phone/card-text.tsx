import { Stack, Text } from '@mantine/core'
import type { PhoneCard } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'

type Card = Omit<PhoneCard, 'accepted'> & Partial<Pick<PhoneCard, 'accepted'>>

interface CardTextProps {
  readonly card: Card
}

/** A test card and what it does: nobody need try it to know. */
export function CardText({ card }: CardTextProps): React.ReactNode {
  const name = useCardName(card)
  const behaviour = useCardBehaviour(card)
  return (
    <Stack gap={0} component="span">
      <Text component="span" size="sm" fw={600}>
        {name}
      </Text>
      <Text component="span" size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {behaviour}
      </Text>
    </Stack>
  )
}

function useCardName({ network, lastFour }: Card): string {
  const { t } = useTranslation('phone')
  return t('card.ending', { network: t(`network.${network}`), lastFour })
}

/** The cards that every customer begins with are known by name; others say it themselves. */
function useCardBehaviour(card: Card): string {
  const { t } = useTranslation('phone')
  const { name, declined, commercial, authenticated, accepted } = card
  if (accepted === false) {
    return commercial ? `${t('card.commercial')} ${t('card.notAccepted')}` : t('card.notAccepted')
  }
  if (declined !== undefined) {
    return name === 'expired' || name === 'empty' || name === 'foreign'
      ? t(`card.${name}`)
      : t('card.refused', { reason: declined })
  }
  if (authenticated) return t('card.limited')
  return commercial ? `${t('card.commercial')} ${t('card.works')}` : t('card.works')
}
