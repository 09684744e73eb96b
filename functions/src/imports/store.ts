import { Import } from '@linli/shared/imports/api'
import { AppError } from '@linli/shared/errors'
import { RecordKind } from '@linli/shared/imports/record'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { AnyItem, type Item, type Key } from '../db'
import { openingPostedAt } from '../opening/posted-at'

/** Where the records of one reading lie: chunks in the order of writing, each of one kind. */
const Chunk = z.object({ kind: RecordKind, records: z.number().int() })

/** An import as kept; its file, its settings, its records and its bad rows lie in the object store. */
export const StoredImport = Import.omit({ progress: true, keptBy: true }).extend({
  sha256: z.string(),
  size: z.number().int(),
  version: z.number().int(),
  total: z.number().int(),
  /** Counts the readings: each has records, problems and details of its own. */
  reading: z.number().int().default(0),
  chunks: z.array(Chunk).default([]),
  /** Counts the confirmations: a worker of an earlier one writes nothing any more. */
  attempt: z.number().int().default(0),
  /** Where `undoing` leads: back to the preview after a conflict, or to `undone`. */
  back: z.enum(['previewed', 'undone']).optional(),
  /** Something may be taken back already: from here it is taken back whole, or written again. */
  begun: z.boolean().optional(),
  /** It cannot be taken back, nor stay: a person has to do something first, and no worker wakes it. */
  waits: z.boolean().optional(),
})
export type StoredImport = z.infer<typeof StoredImport>
export type ImportPlace = { communityId: string; importId: string }

export const importKey = (communityId: string, importId: string): Key => ({
  pk: `C#${communityId}#imports`,
  sk: importId,
})
export const importsByTimeKey = (communityId: string) => `C#${communityId}#imports-by-time`

/** `since`: when a step began that a worker has to bring to its end. */
export const importItem = (stored: StoredImport, since?: string): Item => ({
  ...importKey(stored.communityId, stored.importId),
  ...stored,
  gs1pk: importsByTimeKey(stored.communityId),
  gs1sk: stored.createdAt,
  ...(since !== undefined && {
    gs3pk: openImports,
    gs3sk: `${since}#${stored.communityId}#${stored.importId}`,
  }),
})

/** Imports at which a worker is, or should be, over all communities. */
export const openImports = 'G#open-imports#0'
const working = new Set<StoredImport['state']>(['reading', 'importing', 'undoing'])
export const isWorkedAt = ({ state, waits }: Pick<StoredImport, 'state' | 'waits'>): boolean =>
  working.has(state) && waits !== true

/** What belongs to one import alone. */
export const importPk = (communityId: string, importId: string) => `C#${communityId}#import#${importId}`

/** How far a running step is: written often and alone, so it is no part of the import's own item. */
export const progressKey = (communityId: string, importId: string): Key => ({
  pk: importPk(communityId, importId),
  sk: 'progress',
})
const Progress = z.object({ done: z.number().int(), total: z.number().int(), secondsLeft: z.number().int().optional() })

/** The one import of a community that writes or is taken back: two at once could not tell whose a record is. */
export const runningKey = (communityId: string): Key => ({ pk: `C#${communityId}#imports-running`, sk: 'running' })

export const objectKeys = (communityId: string, importId: string) => {
  const folder = `C/${communityId}/imports/${importId}`
  const numbered = (n: number) => String(n).padStart(6, '0')
  return {
    file: `${folder}/file`,
    problems: `${folder}/problems.csv`,
    referring: `${folder}/referring.json`,
    reinstated: `${folder}/reinstated.json`,
    correction: (correctionId: string) => `${folder}/corrections/${correctionId}`,
    settings: (reading: number) => `${folder}/${reading}/settings.json`,
    detail: (reading: number) => `${folder}/${reading}/detail.json`,
    records: (reading: number, chunk: number) => `${folder}/${reading}/records/${numbered(chunk)}.json`,
  }
}

/** The import with its progress, in one read. Throws record.not_found. */
export async function loadImport(
  ctx: Context,
  communityId: string,
  importId: string,
): Promise<StoredImport & Pick<Import, 'progress'>> {
  const [found, progress] = await ctx.db.getMany<unknown>(
    [importKey(communityId, importId), progressKey(communityId, importId)],
    AnyItem,
  )
  if (!found) throw new AppError('record.not_found')
  const stored = StoredImport.parse(found)
  const kept = Progress.safeParse(progress)
  return { ...stored, progress: kept.success ? kept.data : { done: 0, total: stored.total } }
}

/** A page of a community's imports, the newest first. Eventually consistent. */
export async function listImports(
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
) {
  const found = await ctx.db.query({
    index: 'gs1',
    pk: importsByTimeKey(communityId),
    schema: StoredImport,
    newestFirst: true,
    ...page,
  })
  const posted = found.items.some(hasOpening) ? await openingPostedAt(ctx, communityId) : undefined
  const items = found.items.map(stored => ({
    ...stored,
    ...(posted && hasOpening(stored) && posted > (stored.finishedAt ?? '') && { keptBy: '期初余额已经入账' }),
    progress: { done: stored.state === 'imported' ? stored.total : 0, total: stored.total },
  }))
  return { ...found, items }
}

const openingKinds: ReadonlySet<string> = new Set(['arrears', 'prepayment', 'deposit'])
const hasOpening = ({ state, chunks }: StoredImport): boolean =>
  state === 'imported' && chunks.some(({ kind, records }) => records > 0 && openingKinds.has(kind))

/** A kept object as JSON of this shape; undefined when there is none. */
export async function readObject<T>(ctx: Context, key: string, schema: Schema<T>): Promise<T | undefined> {
  if ((await ctx.files.sizeOf(key)) === undefined) return undefined
  return schema.parse(JSON.parse(new TextDecoder().decode(await ctx.files.get(key))))
}

export const writeObject = (ctx: Context, key: string, value: unknown): Promise<void> =>
  ctx.files.put(key, Buffer.from(JSON.stringify(value)), 'application/json')
