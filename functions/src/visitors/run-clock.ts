import { CommunityId } from '@linli/shared/ids'
import { Key } from '../db'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { releasedMedia } from '../files/attach-media'
import { looseOwner } from '../files/media-store'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { expectedWrites } from './expected'
import { movePass } from './move-pass'
import {
  accountPasses,
  clockOwner,
  clockShards,
  codeKey,
  dueOf,
  entriesPk,
  entryKey,
  entryPointers,
  passKey,
  photoOwner,
  StoredEntry,
  StoredPass,
} from './store'

const atOnce = 200

/** What the clock does: passes expire, and passes and entries go when they were kept long enough (个人信息保护法 19). */
export async function runVisitorClock(deps: Deps): Promise<void> {
  for (const shard of clockShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk, sk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Key }, atOnce)) {
      const communityId = CommunityId.parse(pk.slice(2, 8))
      const here = communityContext(deps, communityId)
      try {
        await (pk === entriesPk(communityId) ? forgetEntry(here, communityId, sk) : tend(here, communityId, sk))
      } catch (error) {
        deps.log.warn('visitors.clock_failed', { id: sk, error: errorName(error) })
      }
    }
  }
}

async function tend(ctx: Context, communityId: string, passId: string): Promise<void> {
  const pass = await ctx.db.get(passKey({ communityId, passId }), StoredPass)
  if (!pass || dueOf(pass) > ctx.now()) return
  if (pass.endedAt === undefined) await movePass(ctx, pass, 'expire')
  else await forgetPass(ctx, pass)
}

/** A pass with its code, what led to it, and the photo of a walk-in. */
export async function forgetPass(ctx: Context, pass: StoredPass): Promise<void> {
  const { communityId, passId, code, accountId, photo, version } = pass
  const owner = accountId ? [`A#${accountId}#`] : []
  await forget(reaching(ctx, ...owner), communityId, [
    { delete: passKey({ communityId, passId }), if: { version } },
    ...(code ? [{ delete: codeKey(communityId, code) }] : []),
    ...(accountId ? [{ delete: { pk: accountPasses(accountId), sk: passId } }] : []),
    ...(await expectedWrites(ctx, { ...pass, state: 'expired' })),
    ...releasedMedia(ctx, { communityId, fileIds: photo ? [photo.fileId] : [], to: photoOwner(passId) }),
  ])
}

const forgetEntry = (ctx: Context, communityId: string, entryId: string): Promise<void> =>
  deciding(async () => {
    const entry = await ctx.db.get(entryKey(communityId, entryId), StoredEntry)
    if (!entry || entry.deleteAt > ctx.now()) return
    const gone = [entryKey(communityId, entryId), ...entryPointers(entry)]
    await forget(
      ctx,
      communityId,
      gone.map(key => ({ delete: key })),
    )
  })

async function forget(ctx: Context, communityId: string, gone: Write[]): Promise<void> {
  const audit = auditItem(ctx, {
    communityId,
    action: 'visitors.forget',
    objectType: 'visitor_settings',
    objectId: communityId,
    summary: '保存期满或账号注销，删除访客记录',
    technical: true,
  })
  await reaching(ctx, clockOwner, looseOwner).db.transact([...gone, audit], audit.put)
}
