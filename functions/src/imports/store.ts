import { Import } from '@linli/shared/imports/api'
import { AppError } from '@linli/shared/errors'
import { maskProblemValue } from '@linli/shared/imports/mask-value'
import { ImportProblem, RoomRow } from '@linli/shared/imports/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'

/** An import as kept; its file, its readable rows and its bad rows lie in the object store. */
export const StoredImport = Import.omit({ progress: true }).extend({
  sha256: z.string(),
  size: z.number().int(),
  version: z.number().int(),
  total: z.number().int(),
})
export type StoredImport = z.infer<typeof StoredImport>

export const importKey = (communityId: string, importId: string): Key => ({
  pk: `C#${communityId}#imports`,
  sk: importId,
})
export const importsByTimeKey = (communityId: string) => `C#${communityId}#imports-by-time`

export const importItem = (stored: StoredImport): Item => ({
  ...importKey(stored.communityId, stored.importId),
  ...stored,
  gs1pk: importsByTimeKey(stored.communityId),
  gs1sk: stored.createdAt,
})

/** How far a running step is: written often and alone, so it is no part of the import's own item. */
export const progressKey = (communityId: string, importId: string): Key => ({
  pk: `C#${communityId}#import#${importId}`,
  sk: 'progress',
})
const Progress = z.object({ done: z.number().int(), total: z.number().int() })

export const objectKeys = (communityId: string, importId: string) => {
  const folder = `C/${communityId}/imports/${importId}`
  return { file: `${folder}/file`, rooms: `${folder}/rooms.json`, problems: `${folder}/problems.csv` }
}

/** The import with its progress, in one read. Throws record.not_found. */
export async function loadImport(
  ctx: Context,
  communityId: string,
  importId: string,
): Promise<StoredImport & Pick<Import, 'progress'>> {
  const [found, progress] = await ctx.db.getMany<unknown>(
    [importKey(communityId, importId), progressKey(communityId, importId)],
    z.unknown(),
  )
  if (!found) throw new AppError('record.not_found')
  const stored = StoredImport.parse(found)
  const kept = Progress.safeParse(progress)
  return { ...stored, progress: kept.success ? kept.data : { done: 0, total: stored.total } }
}

export const RoomRows = z.array(RoomRow)

const chunkSize = 50
/** Problems in the order of the sheet, 50 a sealed item: their values may be phones and ID numbers. */
export function problemItems(ctx: Context, communityId: string, importId: string, problems: ImportProblem[]): Item[] {
  return Array.from({ length: Math.ceil(problems.length / chunkSize) }, (_, i) => ({
    pk: `C#${communityId}#import#${importId}`,
    sk: `problems#${String(i).padStart(6, '0')}`,
    sealed: ctx.deps.secrets.seal(
      JSON.stringify(problems.slice(i * chunkSize, (i + 1) * chunkSize)),
      `import:${importId}`,
    ),
  }))
}

/** One page of problems, numbers of people masked: one kept chunk. */
export async function listProblems(
  ctx: Context,
  input: { communityId: string; importId: string; cursor?: string | undefined },
) {
  const Chunk = z.object({ sealed: z.string() })
  const { items, cursor } = await ctx.db.query({
    pk: `C#${input.communityId}#import#${input.importId}`,
    begins: 'problems#',
    schema: Chunk,
    limit: 1,
    cursor: input.cursor,
  })
  const problems = items.flatMap(({ sealed }) =>
    z.array(ImportProblem).parse(JSON.parse(ctx.deps.secrets.open(sealed, `import:${input.importId}`))),
  )
  const shown = problems.map(problem => ({ ...problem, value: maskProblemValue(problem) }))
  return { items: shown, ...(cursor && { cursor }) }
}
