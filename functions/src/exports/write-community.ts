import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { authorise } from '../access'
import { loadCommunity } from '../communities/community'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { ArchiveWriter } from './archive-writer'
import { asStaff } from './as-staff'
import { collect } from './collect'
import { type Manifest, manifestPath } from './manifest'
import { moveExport, reporter } from './move-export'
import { nothingSeen } from './part'
import { sealedFile } from './sealed-archive'
import { fileOf, keyField, loadOf, type StoredExport, type Who } from './store'
import { packed, ZipWriter } from './zip-writer'

const keptMinutes = 24 * 60
const whole = { kind: 'office', permission: 'exports:community' } as const

/** The job behind a community's export. Safe to repeat: it is read and written again, and one of two finishes. */
export async function writeCommunity(deps: Deps, who: Who): Promise<void> {
  const known = await loadOf(communityContext(deps, who.communityId), who)
  if (known.state !== 'waiting') return
  const actor = await asStaff(deps, who)
  const ctx = communityContext(deps, who.communityId, actor)
  const dir = await mkdtemp(join(tmpdir(), 'linli-export-'))
  try {
    const reach = authorise(whole, actor, who, ctx.today())
    const path = join(dir, 'archive')
    const rows = await archive(makeContext(deps, actor, reach), known, path)
    await ctx.files.putFile(fileOf(known), path, 'application/octet-stream')
    const at = ctx.now()
    const { size: bytes } = await stat(path)
    const done = { state: 'ready' as const, rows, bytes, finishedAt: at, expiresAt: addMinutes(at, keptMinutes) }
    await moveExport(ctx, known, done, `${known.title} ${rows} 条`)
  } catch (error) {
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError) || error.code === 'request.busy') throw error
    await moveExport(ctx, known, { state: 'failed', problem: error.message, finishedAt: ctx.now() }, '没有导出成功')
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** Writes the encrypted archive into a file of this process's own; answers how many records it holds. */
async function archive(ctx: Context, known: StoredExport, path: string): Promise<number> {
  const { communityId, header = '', keySealed = '' } = known
  const { companyId, name } = await loadCommunity(ctx, communityId)
  const key = Buffer.from(ctx.deps.secrets.open(keySealed, keyField(known.exportId)), 'base64')
  const file = sealedFile(path, header, key)
  await file.start()
  const zip = new ZipWriter(file.write)
  const writer = new ArchiveWriter(zip)
  const { head, accounts, differences } = await collect(
    { ctx, communityId, companyId, seen: nothingSeen() },
    writer,
    reporter(ctx, known),
  )
  const counts = await writer.end()
  const manifest: Manifest = {
    format: 'linli-community',
    version: 1,
    exportedAt: ctx.now(),
    community: { communityId, name },
    journal: { seq: head.seq, hash: head.hash, ...(head.openDate && { openDate: head.openDate }), accounts },
    differences,
    counts,
    parts: writer.parts,
  }
  await zip.put(manifestPath, await packed(JSON.stringify(manifest, null, 2)))
  await zip.end()
  await file.end()
  return writer.records
}
