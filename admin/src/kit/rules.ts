import { parseScaled, type Scale } from '@linli/shared/money'
import type { Schema } from '@linli/shared/schema'
import type { FormRule } from 'antd'
import { kitWords } from './words'

/** Must be filled in. */
export const needed = (message: string): FormRule => ({ required: true, whitespace: true, message })

/** Empty is fine; anything else must fit the contract's schema, whose own sentence says what to do. */
export const fits = (schema: Schema): FormRule => ({
  validator: (_, value: unknown) => {
    if (value === undefined || value === '' || value === null) return Promise.resolve()
    const parsed = schema.safeParse(value)
    return parsed.success ? Promise.resolve() : Promise.reject(new Error(parsed.error.issues[0]?.message))
  },
})

/** A decimal that is exact at the scale, not below 0. */
export const decimal = (scale: Scale, message: string): FormRule => ({
  validator: (_, text: string | undefined) => {
    if (!text) return Promise.resolve()
    const value = parseScaled(text, scale)
    return value === undefined || value < 0 ? Promise.reject(new Error(message)) : Promise.resolve()
  },
})

/** A whole number between two bounds, both allowed. */
export const wholeNumber = (least: number, most: number): FormRule => ({
  validator: (_, text: string | undefined) => {
    const fine = !text || (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most)
    return fine ? Promise.resolve() : Promise.reject(new Error(kitWords.between(least, most)))
  },
})

/** A field's text, or nothing where it was left blank. */
export const filled = (text: string | undefined): string | undefined => text?.trim() || undefined
