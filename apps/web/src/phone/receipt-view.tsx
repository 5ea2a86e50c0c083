import { Image, Paper, Stack, Text, Title } from '@mantine/core'
import type { PhonePayment } from '@kvitt/contract'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../customer/formats.ts'
import { MerchantLink } from '../customer/merchant-link.tsx'
import { addressInOneLine } from './address-text.ts'
import { Facts } from './facts.tsx'
import { OrderLines } from './order-lines.tsx'
import type { en } from '../languages/phone/en.ts'

interface OfPayment {
  readonly payment: PhonePayment
}

/** All there is to look back at: what the shop tells, what was bought, and what became of the money. */
export function ReceiptView({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { order, showsLines, amount, receiptUrl } = payment
  return (
    <Stack>
      <FromTheShop payment={payment} />
      {showsLines && order?.receipt && (
        <Paper withBorder p="sm">
          <Title order={2} size="h5" mb="xs">
            {t('receipt.title')}
          </Title>
          <OrderLines receipt={order.receipt} currency={amount.currency} />
        </Paper>
      )}
      {receiptUrl !== undefined && (
        <MerchantLink href={receiptUrl} ta="center">
          {t('receipt.online')}
        </MerchantLink>
      )}
      <Paper withBorder p="sm">
        <PaymentFacts payment={payment} />
      </Paper>
      {payment.movements.length > 0 && <Movements payment={payment} />}
    </Stack>
  )
}

/** The newest of what the merchant has placed: a link, maybe with a picture. */
function FromTheShop({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { order, msn } = payment
  const category = order?.categories.find(({ id }) => id === order.shownCategoryId)
  if (!category) return null
  const { imageId, type, url } = category
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs" align="center">
        {imageId !== undefined && (
          <Image
            src={`/_kvitt/v1/images/${encodeURIComponent(msn)}/${encodeURIComponent(imageId)}`}
            alt={t('receipt.image')}
            radius="md"
            mah={180}
            fit="contain"
          />
        )}
        <MerchantLink href={url} fw={600}>
          {t(`receipt.category.${type}`)}
        </MerchantLink>
      </Stack>
    </Paper>
  )
}

function PaymentFacts({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money } = useFormats()
  const { authorization, order, reference, msn, amount } = payment
  const { card, shipping } = authorization ?? {}
  const { receiptNumber, posId } = order?.receipt?.bottomLine ?? {}
  const facts: (readonly [string, string])[] = []
  if (card) {
    const network = t(`network.${card.network}`)
    facts.push([t('receipt.paidWith'), t('receipt.cardBeginning', { network, bin: card.bin })])
  }
  if (shipping) {
    const cost = money({ currency: amount.currency, value: shipping.cost })
    facts.push([t('payment.shipping'), `${shipping.optionName}, ${cost}`])
    facts.push([t('receipt.deliveredTo'), addressInOneLine(shipping.address)])
  }
  if (receiptNumber) facts.push([t('receipt.number'), receiptNumber])
  if (posId) facts.push([t('receipt.till'), posId])
  facts.push([t('payment.reference'), reference], [t('payment.msn'), msn])
  return <Facts facts={facts} />
}

type Movement = Exclude<keyof typeof en.movement, 'title'>

function Movements({ payment }: OfPayment): React.ReactNode {
  const { t } = useTranslation('phone')
  const { money, moment } = useFormats()
  const { currency } = payment.amount
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {t('movement.title')}
      </Title>
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {payment.movements.map(({ name, at, amount }, index) => (
          <li key={index}>
            <Text size="sm">
              {t(`movement.${name as Movement}`)}
              {amount !== undefined && ` ${money({ currency, value: amount })}`}
            </Text>
            <Text size="xs" c="dimmed">
              {moment(at)}
            </Text>
          </li>
        ))}
      </Stack>
    </Stack>
  )
}
