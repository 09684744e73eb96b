import { AppError } from '@linli/shared/errors'
import type { Export } from '@linli/shared/exports/schema'
import { AnyItem } from '../db'
import { authorise } from '../access'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { roomLabel } from '../communities/room-label'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'
import { outboxItem } from '../outbox'
import { listExports } from './lists'
import { exportItem, type StoredExport } from './store'

type Input = { communityId: string; list: string; filters: Record<string, string> }

/**
 * Opens the export of a list with the filters in force. Whoever may not see the list, or asks it for what it does not
 * know, is refused here as they would be there. Throws exports.no_list, access.forbidden, request.invalid.
 */
export async function startList(ctx: Context, input: Input): Promise<Export> {
  const { communityId, list, filters } = input
  const declared = Object.hasOwn(listExports, list) ? listExports[list] : undefined
  if (!declared) throw new AppError('exports.no_list')
  const actor = staffActor(ctx)
  const asked = { ...filters, communityId }
  authorise(declared.endpoint.access, actor, asked, ctx.today())
  if (filters.cursor !== undefined || filters.limit !== undefined || !declared.endpoint.input.safeParse(asked).success)
    throw new AppError('request.invalid')
  const { name } = await loadCommunity(ctx, communityId)
  const room = filters.roomId === undefined ? undefined : await roomCodeOf(ctx, communityId, filters.roomId)
  const named = Object.entries(declared.filters).flatMap(([key, title]) =>
    filters[key] ? [`${title} ${filters[key]}`] : [],
  )
  const told = [...(room === undefined ? [] : [`房号 ${room}`]), ...named]
  const stored: StoredExport = {
    exportId: ctx.newId(),
    communityId,
    kind: 'list',
    state: 'waiting',
    title: declared.title,
    ...(told.length > 0 && { filters: told.join('，') }),
    fileName: [name, declared.title, ...told, ctx.today()].join('-').replace(/[\\/:*?"<>|\s]+/g, '_') + '.xlsx',
    rows: 0,
    createdAt: ctx.now(),
    personId: actor.personId,
    createdBy: actor.name,
    list,
    ...(room !== undefined && { room }),
    input: filters,
    version: 1,
  }
  const { exportId, personId } = stored
  const audit = auditItem(ctx, {
    communityId,
    action: 'exports.start_list',
    objectType: 'export',
    objectId: exportId,
    summary: [`导出${declared.title}`, ...told].join('，'),
  })
  const job = outboxItem(ctx, 'jobs', { type: 'exports.list', communityId, personId, exportId })
  await ctx.db.transact(
    [{ put: exportItem(stored), ifAbsent: true }, audit, job, ...idempotencyItems(ctx, stored)],
    audit.put,
  )
  return stored
}

/** What people call the room that a list is about: its id would tell nobody. */
async function roomCodeOf(ctx: Context, communityId: string, roomId: string): Promise<string | undefined> {
  const { key, nameIn } = roomLabel(communityId, roomId)
  return nameIn(await ctx.db.get(key, AnyItem))
}
