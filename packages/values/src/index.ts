export type { Brand } from './brand.ts'
export {
  dayOf,
  daysAfter,
  lastDayOfMonth,
  lastDayOfWeek,
  parseCalendarDay,
  startOfDay,
  TIME_ZONE_OF_CURRENCY,
  type CalendarDay,
} from './calendar-day.ts'
export { IMAGE_ID_LENGTH_MAX, IMAGE_ID_PATTERN, parseImageId, type ImageId } from './image-id.ts'
export {
  addMs,
  DAY_MS,
  earliest,
  formatInstant,
  HOUR_MS,
  instant,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
  type DurationMs,
  type Instant,
} from './instant.ts'
export { COUNTRY_CODE_OF_MARKET, CURRENCY_OF_MARKET, MARKETS, type Market } from './market.ts'
export {
  CURRENCIES,
  minorUnits,
  minus,
  parseMinorUnits,
  plus,
  ZERO,
  type Currency,
  type MinorUnits,
  type Money,
} from './money.ts'
export { MSN_PATTERN, parseMsn, type Msn } from './msn.ts'
export {
  BANK_EVES,
  isNorwegianBankDay,
  nextNorwegianBankDay,
  type BankEve,
} from './norwegian-bank-day.ts'
export { ORDER_ID_LENGTH_MAX, ORDER_ID_PATTERN, parseOrderId, type OrderId } from './order-id.ts'
export { ORDER_NUMBER_PATTERN, parseOrderNumber, type OrderNumber } from './order-number.ts'
export { parsePhoneNumber, parseTypedPhoneNumber, type PhoneNumber } from './phone-number.ts'
export {
  isMore,
  minusQuantity,
  NOTHING,
  ONE,
  parseQuantity,
  plusQuantity,
  QUANTITY_PATTERN,
  shareOf,
  type Quantity,
} from './quantity.ts'
export { parseReference, REFERENCE_PATTERN, type Reference } from './reference.ts'
