import { everCollecting } from '@linli/shared/communities/merchants'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@linli/shared/errors'
import { authorise } from '../access'
import { loadCommunity } from '../communities/community'
import { communityContext, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { ArchiveReader } from './archive-reader'
import { asStaff } from './as-staff'
import { checkArchive } from './check-archive'
import { claim, finish } from './claim-community'
import { moveExport } from './move-export'
import type { Target } from './part'
import { putArchive } from './put-archive'
import { openSealed } from './sealed-archive'
import { fileOf, keyField, loadOf, type StoredExport, type Who } from './store'
import { ZipReader } from './zip-reader'

const whole = { kind: 'office', permission: 'exports:community' } as const

/**
 * The job behind a restore: everything is checked before anything is written, and the community's own record is written
 * last. Broken off, it checks again and goes on; a refusal leaves nothing behind.
 */
export async function restoreCommunity(deps: Deps, who: Who): Promise<void> {
  const known = await loadOf(communityContext(deps, who.communityId), who)
  if (known.kind !== 'restore' || (known.state !== 'waiting' && known.state !== 'working')) return
  const dir = await mkdtemp(join(tmpdir(), 'linli-restore-'))
  try {
    await restore(deps, known, join(dir, 'archive'))
  } catch (error) {
    if (error instanceof ConditionFailed) return
    // What was claimed is brought to its end: by the queue, which comes again, or by a person who runs it again.
    if (!(error instanceof AppError) || error.code === 'request.busy' || known.state === 'working') throw error
    const ctx = communityContext(deps, who.communityId, await asStaff(deps, who))
    await moveExport(ctx, known, { state: 'failed', problem: error.message, finishedAt: ctx.now() }, '没有恢复成功')
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function restore(deps: Deps, known: StoredExport, path: string): Promise<void> {
  const { communityId: at, exportId, header = '', keySealed = '' } = known
  const actor = await asStaff(deps, known)
  const reach = authorise(whole, actor, known, communityContext(deps, at).today())
  const own = makeContext(deps, actor, reach)
  const key = Buffer.from(deps.secrets.open(keySealed, keyField(exportId)), 'base64')
  await openSealed(await own.files.stream(fileOf(known)), header, key, path)
  const file = await open(path, 'r')
  try {
    const archive = await ArchiveReader.open(await ZipReader.open(file))
    const { communityId } = archive.manifest.community
    const checked = await checkArchive(archive)
    const { companyId, entities } = await loadCommunity(own, at)
    const target: Target = {
      ctx: makeContext(deps, actor, [`C#${communityId}#`, `M#${companyId}#`, 'G#phone#']),
      communityId,
      companyId,
      merchantRefs: new Set(entities.flatMap(everCollecting).map(({ ref }) => ref)),
    }
    const working = await claim(own, known, archive)
    await putArchive(target, archive, checked, own, working)
    await finish(own, working, target, archive)
    await own.files.remove(fileOf(known))
  } finally {
    await file.close()
  }
}
