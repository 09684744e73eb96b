import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import type { Context } from '../context'
import { type Item, type Key, projection } from '../db'
import { importPk, type ImportPlace } from './store'

const KeyParts = z.tuple([z.string(), z.string()])

/** One item that a record wrote: its mark as written, and as it was before where it was there before. */
const Written = z.object({ key: KeyParts, mark: z.string(), before: z.record(z.string(), z.unknown()).optional() })
export type Written = z.infer<typeof Written>

/** What one record wrote, and the items that tell whether anything refers to it. */
const Entry = z.object({
  /** The record's place in its chunk. */
  at: z.number().int(),
  written: z.array(Written),
  added: z.array(z.object({ key: KeyParts, add: z.record(z.string(), z.number()) })),
  untouched: z.array(z.object({ key: KeyParts, mark: z.string().optional() })),
})
export type Entry = z.infer<typeof Entry>

/**
 * One transaction of an import, kept by itself: that it happened, and how it is taken back. `left` counts the entries that
 * are still written; the last go first.
 */
export const Part = z.object({
  sk: z.string(),
  attempt: z.number().int(),
  chunk: z.number().int(),
  batch: z.number().int(),
  /** The order of commits: whoever read what another part wrote has the larger stamp. */
  stamp: z.number(),
  /** The places of the records in their chunk, in the order of the entries. */
  records: z.array(z.number().int()),
  left: z.number().int(),
})
export type Part = z.infer<typeof Part>
const FullPart = Part.extend({ sealed: z.string() })
export type FullPart = Part & { entries: Entry[] }

const partsPk = ({ communityId, importId }: ImportPlace) => `${importPk(communityId, importId)}#wrote`
export const partKey = (place: ImportPlace, sk: string): Key => ({ pk: partsPk(place), sk })

const pad = (n: number, width: number) => String(n).padStart(width, '0')
const batchBegins = (attempt: number, chunk: number, batch: number) =>
  `${pad(attempt, 4)}#${pad(chunk, 5)}#${pad(batch, 4)}#`

export function partItem(
  ctx: Context,
  place: ImportPlace,
  at: { attempt: number; chunk: number; batch: number; stamp: number },
  entries: Entry[],
): Item {
  const records = entries.map(entry => entry.at)
  const text = JSON.stringify(entries, keepSets)
  const sk = batchBegins(at.attempt, at.chunk, at.batch) + pad(records[0] ?? 0, 4)
  // Keys hold names and the images hold people: nothing of it lies open.
  const sealed = ctx.deps.secrets.seal(deflateRawSync(text).toString('base64'), sealedFor(place))
  return { ...partKey(place, sk), ...at, records, left: records.length, sealed }
}

/** A set of strings would be lost on the way through JSON. */
const keepSets = (_: string, value: unknown) => (value instanceof Set ? { [setSign]: [...value] } : value)
const takeSets = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && setSign in value && Array.isArray(value[setSign])
    ? new Set(value[setSign])
    : value
const setSign = '\u0000set'

const sealedFor = ({ importId }: ImportPlace) => `import:${importId}`

/** The parts with what they wrote. */
export async function loadParts(ctx: Context, place: ImportPlace, sks: string[]): Promise<FullPart[]> {
  const found = await ctx.db.getMany(
    sks.map(sk => partKey(place, sk)),
    FullPart,
  )
  return found.flatMap(part => {
    if (!part) return []
    const { sealed, ...rest } = part
    const text = inflateRawSync(Buffer.from(ctx.deps.secrets.open(sealed, sealedFor(place)), 'base64')).toString()
    return [{ ...rest, entries: z.array(Entry).parse(JSON.parse(text, takeSets)) }]
  })
}

const withoutImages = projection(Part.shape)

/** All parts of an import, of every attempt, without what they wrote; or those of one batch. Consistent. */
export async function listParts(
  ctx: Context,
  place: ImportPlace,
  batch?: { attempt: number; chunk: number; batch: number },
): Promise<Part[]> {
  const parts: Part[] = []
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      pk: partsPk(place),
      ...(batch && { begins: batchBegins(batch.attempt, batch.chunk, batch.batch) }),
      schema: Part,
      only: withoutImages,
      limit: 500,
      cursor,
    })
    parts.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return parts
}
