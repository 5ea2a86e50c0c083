import {
  IMAGE_ID_LENGTH_MAX,
  IMAGE_ID_PATTERN,
  ORDER_ID_LENGTH_MAX,
  ORDER_ID_PATTERN,
} from '@kvitt/values'
import { z } from 'zod'
import { Receipt } from '../receipt/receipt.ts'

const URL_LENGTH_MAX = 2_048

const CategoryType = z.enum([
  'GENERAL',
  'RECEIPT',
  'ORDER_CONFIRMATION',
  'DELIVERY',
  'TICKET',
  'BOOKING',
])

const ImageReference = z
  .string()
  .max(IMAGE_ID_LENGTH_MAX)
  .regex(IMAGE_ID_PATTERN)
  .meta({ example: 'socks-orange-123' })

/** https, and http to the merchant's own machine. */
const LinkUrl = z
  .string()
  .min(1, { abort: true })
  .max(URL_LENGTH_MAX)
  .refine(isLink, { error: 'The URL must be absolute and begin with https://.' })
  .meta({ format: 'uri', example: 'https://www.example.com/orders/17' })

function isLink(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1'
  return protocol === 'https:' || (protocol === 'http:' && isLocal)
}

const PAYMENT_TYPES = ['ECOM', 'RECURRING'] as const

/** In any case, as guide and clients have it: `ECOM` for eCom and ePayment. */
export const PaymentType = z.preprocess(
  (value) => (typeof value === 'string' ? value.toUpperCase() : value),
  z.enum(PAYMENT_TYPES),
)
export type PaymentType = z.infer<typeof PaymentType>

export const UploadImageRequest = z
  .object({
    imageId: ImageReference,
    src: z.string().min(1).meta({
      description:
        'A PNG or JPEG file in base64: at least 167 pixels high, 2 MB at the most. Not a URL.',
    }),
    type: z.literal('base64'),
  })
  .meta({ id: 'UploadImageRequest' })
export type UploadImageRequest = z.infer<typeof UploadImageRequest>

export const UploadImageResponse = z
  .object({ imageId: z.string() })
  .meta({ id: 'UploadImageResponse' })
export type UploadImageResponse = z.infer<typeof UploadImageResponse>

export const PutCategoryRequest = z
  .object({
    category: CategoryType,
    orderDetailsUrl: LinkUrl,
    imageId: ImageReference.nullish(),
  })
  .meta({ id: 'PutCategoryRequest' })
export type PutCategoryRequest = z.infer<typeof PutCategoryRequest>

export const OrderCategory = z
  .object({
    category: CategoryType,
    orderDetailsUrl: z.string(),
    imageId: z.string().nullable(),
  })
  .meta({ id: 'OrderCategory' })
export type OrderCategory = z.infer<typeof OrderCategory>

export const GetOrderResponse = z
  .object({ category: OrderCategory.nullish(), receipt: Receipt.nullish() })
  .meta({ id: 'GetOrderResponse' })
export type GetOrderResponse = z.infer<typeof GetOrderResponse>

export const AddCategoryRequest = z
  .object({
    orderId: z.string().max(ORDER_ID_LENGTH_MAX).regex(ORDER_ID_PATTERN),
    paymentType: PaymentType,
    type: CategoryType,
    url: LinkUrl,
    imageId: ImageReference.optional(),
  })
  .meta({ id: 'AddCategoryRequest' })
export type AddCategoryRequest = z.infer<typeof AddCategoryRequest>

export const AddCategoryResponse = z
  .object({ categoryId: z.uuid() })
  .meta({ id: 'AddCategoryResponse' })
export type AddCategoryResponse = z.infer<typeof AddCategoryResponse>

export const Category = z
  .object({
    categoryId: z.uuid(),
    orderId: z.string(),
    paymentType: z.enum(PAYMENT_TYPES),
    type: CategoryType,
    url: z.string(),
    imageId: z.string().optional(),
  })
  .meta({ id: 'Category' })
export type Category = z.infer<typeof Category>

export const ListCategoriesResponse = z
  .object({ categories: z.array(Category) })
  .meta({ id: 'ListCategoriesResponse' })
export type ListCategoriesResponse = z.infer<typeof ListCategoriesResponse>

/** The body of every refusal by this API, `application/json`. */
export const OrderManagementError = z
  .object({
    type: z.string(),
    title: z.string(),
    detail: z.string(),
    instance: z.string().meta({
      description: 'A trace id.',
      example: '00-616e415f5af7584eb4d9369d0fe8d7cc-48b90041faff204c-01',
    }),
    invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
  })
  .meta({ id: 'OrderManagementError' })
export type OrderManagementError = z.infer<typeof OrderManagementError>
