import { collecting } from '@linli/shared/communities/merchants'
import { AppError } from '@linli/shared/errors'
import { CollectingEntity } from '@linli/shared/communities/schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityIsThere, communityPart, noCommunityYet } from '../communities/carry'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import { roleItems } from '../identity/staff'
import type { ArchiveReader } from './archive-reader'
import { moveExport } from './move-export'
import type { Target } from './part'
import { loadOf, type StoredExport } from './store'

const claimKey = (communityId: string) => ({ pk: `C#${communityId}#`, sk: 'restoring' })
const Claim = z.object({ exportId: z.string(), journal: z.string() })

/**
 * Takes a community's id for this restore, while no community has it. Of two at once one is refused; the same one again
 * keeps it. Throws exports.community_exists.
 */
export async function claim(ctx: Context, known: StoredExport, archive: ArchiveReader): Promise<StoredExport> {
  const { communityId } = archive.manifest.community
  const wide = reaching(ctx, `C#${communityId}#`)
  const journal = `${archive.manifest.exportedAt} ${archive.manifest.journal.hash}`
  if (known.state === 'working') {
    const mine = await wide.db.get(claimKey(communityId), Claim)
    if (mine?.exportId === known.exportId && mine.journal === journal) return known
    throw new AppError('exports.community_exists')
  }
  if (await communityIsThere(wide, communityId)) throw new AppError('exports.community_exists')
  const put = { ...claimKey(communityId), exportId: known.exportId, journal }
  try {
    return await moveExport(wide, known, { state: 'working', movedAt: ctx.now() }, '核对无误，开始写入', [
      { put, ifAbsent: true },
      noCommunityYet(communityId),
    ])
  } catch (error) {
    if (!(error instanceof ConditionFailed) || error.failed.includes(0)) throw error
    throw new AppError('exports.community_exists', { cause: error })
  }
}

/** The community's own record, the caller's role in it, and the end of the claim, in one transaction: now it is there. */
export async function finish(ctx: Context, known: StoredExport, target: Target, archive: ArchiveReader): Promise<void> {
  const { communityId, name } = archive.manifest.community
  const [path = ''] = archive.pathsOf('community')
  const records = await archive.records(path)
  const wide = reaching(ctx, `C#${communityId}#`, `P#${known.personId}#`, 'G#communities#')
  const restored = { communityId, name, notes: notesOf(target, records) }
  await deciding(async () => {
    const now = await loadOf(ctx, known)
    if (now.state !== 'working') return
    const [community] = await communityPart.items(target, records)
    if (!community) throw new AppError('exports.damaged')
    const grant = { communityId, communityName: name, companyId: target.companyId, role: 'manager' as const }
    const { expiresAt: _at, ...lasting } = now
    const change = {
      state: 'ready' as const,
      rows: archive.manifest.parts.reduce((sum, part) => sum + part.records, 0),
      finishedAt: ctx.now(),
      restored,
    }
    const told = auditItem(wide, {
      communityId,
      action: 'exports.restored',
      objectType: 'community',
      objectId: communityId,
      summary: '小区的资料从另一个系统恢复',
    })
    await moveExport(wide, lasting, change, `恢复 ${name}，${change.rows} 条`, [
      { put: community, ifAbsent: true },
      { delete: claimKey(communityId), if: { exportId: known.exportId } },
      await roleItems(wide, known.personId, grant),
      told,
    ])
  })
}

const Entities = z.array(z.object({ entities: z.array(CollectingEntity) }))

function notesOf({ merchantRefs }: Target, records: unknown[]): string[] {
  const merchants = Entities.parse(records).flatMap(({ entities }) => entities.flatMap(collecting))
  return [
    '住户需要在小程序里重新绑定房屋，员工需要重新设置岗位',
    ...(merchants.every(({ ref }) => merchantRefs.has(ref))
      ? []
      : ['线上收款商户没有带过来，请系统管理员设置后再开通线上缴费']),
  ]
}
