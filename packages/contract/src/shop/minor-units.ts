import { z } from 'zod'

/** The largest amount of a payment, in minor units. */
export const AMOUNT_MAX = 65_000_000

export const MinorUnits = z.int().min(1).max(AMOUNT_MAX).meta({ description: 'Minor units.' })
