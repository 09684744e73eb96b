import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { convertToNative, marshall } from '@aws-sdk/util-dynamodb'

/** An item, key or set of values as it travels. */
export type Attributes = Record<string, AttributeValue>

/**
 * To the wire and back. The store marshals itself: the document client of @aws-sdk/lib-dynamodb, which does it too, walks
 * every request a second time to find what to marshal, and that was a twelfth of a settlement's processor time.
 * Attributes that are undefined are left out.
 */
export const toAttributes = (item: Record<string, unknown>): Attributes =>
  marshall(item, { removeUndefinedValues: true })

/**
 * The store answers an item's attributes in any order. Taken in one order, items of a kind are of one form to the engine
 * that runs this; in theirs, nearly each is of a form of its own, and whatever reads it looks every name up anew.
 */
export function fromAttributes(attributes: Attributes): Record<string, unknown> {
  const item: Record<string, unknown> = {}
  for (const name of Object.keys(attributes).sort()) {
    const value = attributes[name]
    if (value) item[name] = fromAttribute(value)
  }
  return item
}

/** The kinds that nearly all attributes have are read here: asking the library for each was a twentieth of a first screen. */
function fromAttribute(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return numberOf(value)
  if (value.M !== undefined) return fromAttributes(value.M)
  if (value.L !== undefined) return value.L.map(fromAttribute)
  return value.BOOL ?? convertToNative(value)
}

function numberOf(value: AttributeValue.NMember): unknown {
  const number = Number(value.N)
  return Number.isSafeInteger(number) ? number : convertToNative(value)
}
