import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'

/** An item, key or set of values as it travels. */
export type Attributes = Record<string, AttributeValue>

/**
 * To the wire and back. The store marshals itself: the document client of @aws-sdk/lib-dynamodb, which does it too, walks
 * every request a second time to find what to marshal, and that was a twelfth of a settlement's processor time.
 * Attributes that are undefined are left out.
 */
export const toAttributes = (item: Record<string, unknown>): Attributes =>
  marshall(item, { removeUndefinedValues: true })

export const fromAttributes = (attributes: Attributes): Record<string, unknown> => unmarshall(attributes)
