declare const brand: unique symbol

/** A primitive that only its parser can make: the symbol is not exported, so no cast by accident. */
export type Brand<Primitive, Name extends string> = Primitive & { readonly [brand]: Name }
