import type { Item } from './wire'

interface Expressions {
  KeyConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Item
}

/** What a Query's key condition says, as a test on an item. Only string keys: the table has no others. */
export function keyCondition(query: Expressions): (item: Item) => boolean {
  const names = query.ExpressionAttributeNames ?? {}
  const values = query.ExpressionAttributeValues ?? {}
  const attribute = (item: Item, name = '') => item[names[name] ?? name]?.S
  const value = (name = '') => values[name]?.S ?? ''
  const tests = parts(query.KeyConditionExpression ?? '').map((part): ((item: Item) => boolean) => {
    const begins = /^begins_with\s*\(\s*(\S+?)\s*,\s*(\S+?)\s*\)$/i.exec(part)
    if (begins) return item => attribute(item, begins[1])?.startsWith(value(begins[2])) ?? false
    const between = /^(\S+)\s+BETWEEN\s+(\S+)\s+AND\s+(\S+)$/i.exec(part)
    if (between) {
      return item => {
        const text = attribute(item, between[1])
        return text !== undefined && compare(text, value(between[2])) >= 0 && compare(text, value(between[3])) <= 0
      }
    }
    const simple = /^(\S+?)\s*(<=|>=|=|<|>)\s*(\S+)$/.exec(part)
    if (!simple) throw new Error(`strict: cannot read the key condition "${part}"`)
    return item => {
      const text = attribute(item, simple[1])
      return text !== undefined && holds(compare(text, value(simple[3])), simple[2])
    }
  })
  return item => tests.every(test => test(item))
}

/** DynamoDB's order of strings: by UTF-8 bytes. */
export function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** The parts joined by AND; the AND of a BETWEEN joins none. */
function parts(expression: string): string[] {
  const bare = expression.replace(/^\s*\((.*)\)\s*$/, '$1')
  const ands = bare.split(/\s+AND\s+/i)
  const joined: string[] = []
  for (const part of ands) {
    const last = joined.at(-1)
    if (last !== undefined && /\bBETWEEN\s+\S+$/i.test(last)) joined[joined.length - 1] = `${last} AND ${part}`
    else joined.push(part.trim().replace(/^\((.*)\)$/, '$1'))
  }
  return joined
}

function holds(order: number, operator: string | undefined): boolean {
  switch (operator) {
    case '=':
      return order === 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    default:
      return order >= 0
  }
}
