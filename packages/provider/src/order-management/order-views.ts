import type { Category, OrderCategory as WireCategory, Receipt } from '@kvitt/contract'
import type { OrderAddress, OrderCategory, OrderInformation } from '@kvitt/domain'

/** A link as versions 1 and 2 show it. */
export function orderCategoryView({ type, url, imageId }: OrderCategory): WireCategory {
  return { category: type, orderDetailsUrl: url, imageId: imageId ?? null }
}

/** A link as version 3 shows it; undefined for what version 1 filed under a transaction. */
export function categoryView(
  { paymentType, orderId }: OrderAddress,
  { id, type, url, imageId }: OrderCategory,
): Category | undefined {
  if (paymentType === 'TRANSACTION') return undefined
  const image = imageId === undefined ? {} : { imageId }
  return { categoryId: id, orderId, paymentType, type, url, ...image }
}

/**
 * A receipt as it was sent: its schema was held against it on the way in. An object that was sent
 * as null was not sent: no document has it so.
 */
export function receiptOf(information: OrderInformation | undefined): Receipt | undefined {
  const content = information?.receipt?.content as Receipt | undefined
  return (
    content && {
      orderLines: content.orderLines.map(({ unitInfo, ...line }) => ({
        ...line,
        ...(unitInfo && { unitInfo }),
      })),
      bottomLine: bottomLineOf(content),
    }
  )
}

function bottomLineOf({ bottomLine }: Receipt): Receipt['bottomLine'] {
  const { paymentSources, barcode, shippingInfo, ...rest } = bottomLine
  return {
    ...rest,
    ...(paymentSources && { paymentSources }),
    ...(barcode && { barcode }),
    ...(shippingInfo && { shippingInfo }),
  }
}
