import { keyOfWrite, type Write } from '../db-write'
import type { Planned } from './planned'

/** Of 100: the manifest, the lane, the audit record. */
export const mostWrites = 97

export const textOfKey = ({ pk, sk }: { pk: string; sk: string }) => `${pk}|${sk}`

/** Whether two writes of one item can be one: counting adds up, and a check is a check. */
const joins = (a: Write, b: Write): boolean => ('update' in a && 'update' in b) || ('check' in a && 'check' in b)

/** The writes with those of the same counter added up, and each check once. */
export function merged(writes: Write[]): Write[] {
  const all = new Map<string, Write>()
  for (const write of writes) {
    const text = textOfKey(keyOfWrite(write))
    const other = all.get(text)
    all.set(text, other && 'update' in other && 'update' in write ? summed(other, write) : write)
  }
  return [...all.values()]
}

type Counting = Extract<Write, { update: unknown }>

function summed(a: Counting, b: Counting): Write {
  const add: Record<string, number | Set<string>> = { ...a.update.add }
  for (const [name, value] of Object.entries(b.update.add ?? {})) {
    const known = add[name]
    if (typeof value === 'number') add[name] = value + (typeof known === 'number' ? known : 0)
    else add[name] = new Set([...(known instanceof Set ? known : []), ...value])
  }
  return { ...a, update: { ...a.update, add } }
}

/** As few transactions as hold the records, in order. An item that two records put starts a new one. */
export function groups<P extends Planned>(planned: P[]): P[][] {
  const all: P[][] = []
  let keys = new Map<string, Write>()
  for (const each of planned) {
    const own = new Map(each.writes.map(write => [textOfKey(keyOfWrite(write)), write]))
    const clashes = [...own].some(([text, write]) => {
      const other = keys.get(text)
      return other !== undefined && !joins(other, write)
    })
    const together = new Map([...keys, ...own])
    const isFull = together.size > mostWrites || clashes
    if (all.length === 0 || isFull) all.push([])
    all.at(-1)?.push(each)
    keys = isFull ? own : together
  }
  return all
}
