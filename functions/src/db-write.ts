import type { TransactWriteItem } from '@aws-sdk/client-dynamodb'
import type { Item, Key } from './db'
import { toAttributes } from './db-items'

/**
 * What must hold of the item before a write: equal values; undefined = the attribute is absent.
 * `oneOf`, `below` and `atLeast` are for states, times and amounts.
 */
export type Condition = Record<
  string,
  string | number | boolean | undefined | { oneOf: string[] } | { below: string | number } | { atLeast: number }
>

/**
 * `add` counts a number up, or joins strings to a set; `append` puts something at a list's end: neither needs a read.
 * `check` writes nothing: it only must hold.
 */
export type Write =
  | { put: Item; ifAbsent?: boolean; if?: Condition }
  | {
      update: {
        key: Key
        set?: Record<string, unknown>
        remove?: string[]
        add?: Record<string, number | Set<string>>
        append?: Record<string, unknown>
      }
      if?: Condition
    }
  | { delete: Key; if?: Condition }
  | { check: Key; if: Condition }

/** A write as the SDK takes it; on a failed condition the old item comes back, for the verb to look at. */
export function toTransactItem(table: string, write: Write): TransactWriteItem {
  const expression = new Expression()
  const shared = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
  if ('put' in write) {
    const conditions = [...(write.ifAbsent ? ['attribute_not_exists(pk)'] : []), ...expression.conditions(write.if)]
    return { Put: { ...shared, Item: toAttributes(write.put), ...expression.parts(conditions) } }
  }
  if ('check' in write) {
    const { ConditionExpression = '', ...parts } = expression.parts(expression.conditions(write.if))
    return { ConditionCheck: { ...shared, Key: toAttributes(write.check), ConditionExpression, ...parts } }
  }
  if ('delete' in write)
    return {
      Delete: { ...shared, Key: toAttributes(write.delete), ...expression.parts(expression.conditions(write.if)) },
    }
  const { key, set = {}, remove = [], add = {}, append = {} } = write.update
  const sets = [
    ...Object.entries(set)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${expression.name(name)} = ${expression.value(value)}`),
    ...Object.entries(append).map(([name, value]) => expression.longer(name, value)),
  ]
  const update = [
    sets.length > 0 && `SET ${sets.join(', ')}`,
    remove.length > 0 && `REMOVE ${remove.map(name => expression.name(name)).join(', ')}`,
    Object.keys(add).length > 0 &&
      `ADD ${Object.entries(add)
        .map(([name, value]) => `${expression.name(name)} ${expression.value(value)}`)
        .join(', ')}`,
  ]
  const conditions = expression.conditions(write.if)
  return {
    Update: {
      ...shared,
      Key: toAttributes(key),
      UpdateExpression: update.filter(Boolean).join(' '),
      ...expression.parts(conditions),
    },
  }
}

class Expression {
  #names: Record<string, string> = {}
  #values: Record<string, unknown> = {}

  name(name: string): string {
    // An alias takes letters and digits alone; counters are named by what they count.
    const alias = /^\w+$/.test(name) ? `#${name}` : `#n_${Object.keys(this.#names).length}`
    this.#names[alias] = name
    return alias
  }

  value(value: unknown): string {
    const alias = `:v${Object.keys(this.#values).length}`
    this.#values[alias] = value
    return alias
  }

  longer(name: string, value: unknown): string {
    const list = this.name(name)
    return `${list} = list_append(if_not_exists(${list}, ${this.value([])}), ${this.value([value])})`
  }

  conditions(condition: Condition = {}): string[] {
    return Object.entries(condition).map(([name, expected]) => {
      const alias = this.name(name)
      if (expected === undefined) return `attribute_not_exists(${alias})`
      if (typeof expected !== 'object') return `${alias} = ${this.value(expected)}`
      if ('oneOf' in expected) return `${alias} IN (${expected.oneOf.map(value => this.value(value)).join(', ')})`
      if ('below' in expected) return `${alias} < ${this.value(expected.below)}`
      return `${alias} >= ${this.value(expected.atLeast)}`
    })
  }

  parts(conditions: string[]) {
    return {
      ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
      ...(Object.keys(this.#names).length > 0 && { ExpressionAttributeNames: this.#names }),
      ...(Object.keys(this.#values).length > 0 && {
        ExpressionAttributeValues: toAttributes(this.#values),
      }),
    }
  }
}

/** The item that a write is about. */
export function keyOfWrite(write: Write): Key {
  if ('put' in write) return { pk: write.put.pk, sk: write.put.sk }
  if ('update' in write) return write.update.key
  return 'check' in write ? write.check : write.delete
}
