import { z } from 'zod'

/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/airlines/ */
const AirlineData = z
  .object({
    agencyInvoiceNumber: z.string().min(1).max(6),
    airlineCode: z.string().length(3).meta({ example: '074' }),
    airlineDesignatorCode: z.string().length(2).meta({ example: 'KL' }),
    passengerName: z.string().min(1).max(49).meta({ example: 'FLYER / MARY MS.' }),
    ticketNumber: z.string().min(1).max(150).nullish().meta({ example: '123-1234567890' }),
  })
  .meta({ id: 'AirlineData' })

/** What some industries tell the card networks about a purchase. */
export const IndustryData = z
  .object({ airlineData: AirlineData.nullish() })
  .meta({ id: 'IndustryData' })
