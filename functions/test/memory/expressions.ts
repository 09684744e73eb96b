import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Attributes } from '../../src/db-items'

/** An expression with its names and values, as a request carries them. */
export type Parts = {
  ConditionExpression?: string | undefined
  UpdateExpression?: string | undefined
  ExpressionAttributeNames?: Record<string, string> | undefined
  ExpressionAttributeValues?: Attributes | undefined
}

const valueOf = ({ ExpressionAttributeValues: values }: Parts, alias: string): AttributeValue => {
  const found = values?.[alias]
  if (!found) throw new TypeError(`no value ${alias}`)
  return found
}
const nameOf = ({ ExpressionAttributeNames: names }: Parts, alias: string) => names?.[alias] ?? alias

/** Whether an item meets a condition. Knows what src/db-write.ts writes, and refuses everything else. */
export function holds(parts: Parts, item: Attributes | undefined): boolean {
  return (parts.ConditionExpression?.split(' AND ') ?? []).every(term => {
    const absent = /^attribute_not_exists\((\S+)\)$/.exec(term)
    if (absent) return item?.[nameOf(parts, absent[1] ?? '')] === undefined
    const [, name = '', sign, wanted = ''] = /^(\S+) (=|<|>=|IN) (.+)$/.exec(term) ?? []
    const own = item?.[nameOf(parts, name)]
    if (sign === undefined) throw new TypeError(`a condition that the memory table does not know: ${term}`)
    if (own === undefined) return false
    if (sign === 'IN')
      return wanted
        .slice(1, -1)
        .split(', ')
        .some(alias => compared(own, valueOf(parts, alias)) === 0)
    const order = compared(own, valueOf(parts, wanted))
    return order !== undefined && (sign === '=' ? order === 0 : sign === '<' ? order < 0 : order >= 0)
  })
}

/** Undefined where the two are of different kinds: then no comparison holds. */
function compared(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S))
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N)
  if (a.BOOL !== undefined && b.BOOL !== undefined) return Number(a.BOOL) - Number(b.BOOL)
  return undefined
}

const sections = /(SET|REMOVE|ADD) (.*?)(?= (?:SET|REMOVE|ADD) |$)/g

/** The item after an update. */
export function updated(parts: Parts, key: Attributes, old: Attributes | undefined): Attributes {
  const item = { ...old, ...key }
  for (const [, verb, list = ''] of parts.UpdateExpression?.matchAll(sections) ?? [])
    for (const term of list.split(/, (?=#)(?![^(]*\))/)) apply(verb, term, parts, item, old ?? {})
  return item
}

function apply(verb: string | undefined, term: string, parts: Parts, item: Attributes, old: Attributes): void {
  if (verb === 'REMOVE') {
    delete item[nameOf(parts, term)]
    return
  }
  if (verb === 'ADD') {
    const [alias = '', value = ''] = term.split(' ')
    const name = nameOf(parts, alias)
    item[name] = sum(old[name], valueOf(parts, value))
    return
  }
  const [, alias = '', value = ''] = /^(\S+) = (.+)$/.exec(term) ?? []
  const name = nameOf(parts, alias)
  const longer = /^list_append\(if_not_exists\(\S+, (\S+)\), (\S+)\)$/.exec(value)
  item[name] = longer
    ? { L: [...((old[name] ?? valueOf(parts, longer[1] ?? '')).L ?? []), ...(valueOf(parts, longer[2] ?? '').L ?? [])] }
    : valueOf(parts, value)
}

function sum(old: AttributeValue | undefined, more: AttributeValue): AttributeValue {
  if (more.SS) return { SS: [...new Set([...(old?.SS ?? []), ...more.SS])].sort() }
  return { N: String(Number(old?.N ?? 0) + Number(more.N)) }
}
