import { ORDER_NUMBER_PATTERN } from '@kvitt/values'
import { z } from 'zod'

/** The shop's own number of an order, in words when it is refused: the pattern explains nothing. */
export const OrderNumber = z.string().regex(ORDER_NUMBER_PATTERN, {
  error:
    'Must be 1 to 40 letters, digits and hyphens, with a letter or digit at both ends, and not end ' +
    'in a hyphen and one digit from 1 to 9, as in 10041-1: so end the references of further attempts.',
})
