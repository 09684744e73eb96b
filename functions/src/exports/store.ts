import { Export } from '@linli/shared/exports/schema'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { actorId, type Context } from '../context'
import { AnyItem, type Item, type Key } from '../db'

/** An export as kept, under the person who asked for it. */
export const StoredExport = Export.extend({
  personId: Id,
  version: z.number().int(),
  /** Of a list: its endpoint and what it is asked with. */
  list: z.string().optional(),
  /** The code of the room that it is about: the sheet says it too. */
  room: z.string().optional(),
  input: z.record(z.string(), z.string()).optional(),
  /** Of an archive: the key that its passphrase made, sealed; gone as soon as the work is done. */
  keySealed: z.string().optional(),
  header: z.string().optional(),
  createdBy: z.string(),
})
export type StoredExport = z.infer<typeof StoredExport>
export type Who = Pick<StoredExport, 'communityId' | 'personId' | 'exportId'>

export const exportsKey = (communityId: string, personId: string) => `C#${communityId}#exports#${personId}`
export const exportKey = ({ communityId, personId, exportId }: Who): Key => ({
  pk: exportsKey(communityId, personId),
  sk: exportId,
})

/** Exports whose files are to be removed, over all communities, by their last moment. */
export const endingExports = 'G#exports#0'

export const exportItem = (stored: StoredExport): Item => ({
  ...exportKey(stored),
  ...stored,
  ...(stored.expiresAt && stored.state !== 'expired' && { gs3pk: endingExports, gs3sk: stored.expiresAt }),
})

/** Where the file lies: a workbook, or an archive on its way out or in. */
export const fileOf = ({ communityId, exportId, kind }: Pick<StoredExport, 'communityId' | 'exportId' | 'kind'>) =>
  `C/${communityId}/exports/${exportId}.${kind === 'list' ? 'xlsx' : 'linli'}`

/** Rows so far: written often and alone, so it is no part of the export's own item. */
export const progressKey = ({ communityId, exportId }: Pick<Who, 'communityId' | 'exportId'>): Key => ({
  pk: `C#${communityId}#export#${exportId}`,
  sk: 'progress',
})
const Progress = z.object({ rows: z.number().int(), at: z.string().optional() })

/** One's own export with its progress, in one read. Throws record.not_found, also for another person's. */
export async function loadExport(ctx: Context, communityId: string, exportId: string): Promise<StoredExport> {
  return loadOf(ctx, { communityId, exportId, personId: actorId(ctx.actor) })
}

export async function loadOf(ctx: Context, who: Who): Promise<StoredExport> {
  const [found, progress] = await ctx.db.getMany<unknown>([exportKey(who), progressKey(who)], AnyItem)
  if (!found) throw new AppError('record.not_found')
  return withProgress(StoredExport.parse(found), progress)
}

const isUnderWay = ({ state }: StoredExport) => state === 'working' || state === 'waiting'

function withProgress(stored: StoredExport, progress: unknown): StoredExport {
  const so = isUnderWay(stored) ? Progress.safeParse(progress).data : undefined
  if (!so) return stored
  const { movedAt = stored.createdAt } = stored
  return { ...stored, rows: so.rows, movedAt: so.at !== undefined && so.at > movedAt ? so.at : movedAt }
}

/** Newest first, each with how far it is. */
export async function ownExports(
  ctx: Context,
  { communityId, limit, cursor }: { communityId: string; limit: number; cursor?: string | undefined },
) {
  const pk = exportsKey(communityId, actorId(ctx.actor))
  const page = await ctx.db.query({ pk, schema: StoredExport, newestFirst: true, limit, cursor })
  const running = page.items.filter(isUnderWay)
  const found = await ctx.db.getMany<unknown>(running.map(progressKey), AnyItem)
  const progress = new Map(running.map(({ exportId }, i) => [exportId, found[i]]))
  return { ...page, items: page.items.map(each => withProgress(each, progress.get(each.exportId))) }
}

/** What the sealed key of an archive is bound to. */
export const keyField = (exportId: string) => `export:${exportId}`
