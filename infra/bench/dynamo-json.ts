/** A value as DynamoDB writes it in JSON; the SDK's own marshaller takes four times as long for an estate. */
export type Attribute =
  | { S: string }
  | { N: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { L: Attribute[] }
  | { M: Record<string, Attribute> }

/** One value. Throws for what the product never keeps. */
export function attribute(value: unknown): Attribute {
  if (typeof value === 'string') return { S: value }
  if (typeof value === 'number') return { N: String(value) }
  if (typeof value === 'boolean') return { BOOL: value }
  if (value === null) return { NULL: true }
  if (Array.isArray(value)) return { L: value.map(attribute) }
  if (value instanceof Set) return { SS: [...value].map(String) }
  if (typeof value === 'object') return { M: attributes(value) }
  throw new TypeError(`an item holds no ${typeof value}`)
}

/** An item's attributes, without those that are undefined. */
export function attributes(item: object): Record<string, Attribute> {
  const made: Record<string, Attribute> = {}
  for (const [name, value] of Object.entries(item)) if (value !== undefined) made[name] = attribute(value)
  return made
}
