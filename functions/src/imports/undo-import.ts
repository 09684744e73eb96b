import { AppError } from '@linli/shared/errors'
import type { Referring } from '@linli/shared/imports/detail'
import { loadCommunity } from '../communities/community'
import { settleBuildings, settleCounters } from '../communities/settle-buildings'
import { communityContext, type Context, type Deps, reaching } from '../context'
import { ConditionFailed } from '../db'
import { beginWriting } from './confirm-import'
import { discardAgain, forgetDiscarded, reinstateDiscarded } from './discarded-drafts'
import { findReferring, keepReferring } from './find-referring'
import { listParts } from './manifest'
import { openingCounterPks } from '../opening/totals'
import { moveImport } from './move-import'
import { progressWriter } from './progress'
import { referringCount } from './referring-words'
import { beginItems, endItems, laneItems, lanes } from './running'
import { carrySettings } from './settings-store'
import { type ImportPlace, loadImport, type StoredImport } from './store'
import { UndoEnded, undoPart } from './undo-part'

/**
 * Starts the undo of an imported file, or gives an import up that is being written. A second tap changes nothing, but wakes
 * an undo that waits. Throws imports.not_imported, imports.other_running.
 */
export async function undoImport(ctx: Context, input: ImportPlace) {
  const known = await loadImport(ctx, input.communityId, input.importId)
  try {
    if (known.state === 'imported') await beginUndoing(ctx, known, { back: 'undone' })
    else if (known.state === 'importing')
      await beginUndoing(ctx, known, { back: 'undone', begun: true, problem: '导入中途被取消' })
    else if (known.state === 'undoing') await beginUndoing(ctx, known, known)
    else if (known.state !== 'undone') throw new AppError('imports.not_imported')
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
  return loadImport(ctx, input.communityId, input.importId)
}

/** From now on nothing more is written of it. */
export async function beginUndoing(
  ctx: Context,
  known: StoredImport,
  { back = 'undone', begun, problem }: Pick<StoredImport, 'back' | 'begun' | 'problem'>,
): Promise<void> {
  const { communityId, importId } = known
  const attempt = known.attempt + 1
  await moveImport(
    ctx,
    known,
    { state: 'undoing', back, begun, waits: undefined, attempt, problem },
    back === 'undone' ? '撤销导入' : '有冲突，退回已写入的记录',
    { type: 'imports.undo', communityId, importId },
    [...(await beginItems(ctx, known)), ...laneItems.open(known, attempt)],
  )
}

/**
 * The job behind it: looks first whether anything refers to the import (discarded drafts do not: they are reinstated for
 * it), and then takes part after part back, the last first. When something begins to refer in the middle, everything is written again. Safe to repeat, and to be broken off.
 */
export async function runUndo(deps: Deps, input: ImportPlace): Promise<void> {
  const own = communityContext(deps, input.communityId)
  let known: StoredImport = await loadImport(own, input.communityId, input.importId)
  if (known.state !== 'undoing') return
  const { companyId } = await loadCommunity(own, known.communityId)
  const ctx = reaching(own, `M#${companyId}#`, 'G#phone#')
  try {
    await reinstateDiscarded(ctx, known)
    if (!known.begun) {
      const referring = await findReferring(ctx, known, companyId)
      if (referring.length > 0) return await refuse(ctx, known, referring)
      known = await moveImport(ctx, known, { state: 'undoing', begun: true }, '没有引用，开始撤销')
    }
    if (await takeBack(ctx, known, companyId)) await halfway(ctx, known, companyId)
    else await settle(ctx, known)
  } catch (error) {
    // Another worker, or a person, moved it first.
    if (!(error instanceof ConditionFailed || error instanceof UndoEnded)) throw error
  }
}

/** Answers whether something keeps it from being taken back. */
async function takeBack(ctx: Context, known: StoredImport, companyId: string): Promise<boolean> {
  const progress = progressWriter(ctx, known)
  for (;;) {
    const parts = (await listParts(ctx, known)).filter(({ left }) => left > 0)
    if (parts.length === 0) return false
    const queue = parts.toSorted((a, b) => b.stamp - a.stamp || (a.sk < b.sk ? 1 : -1))
    let undone = 0
    let begun = 0
    const runLane = async (lane: number) => {
      for (let part = queue.shift(); part; part = queue.shift()) {
        undone += await undoPart(ctx, known, companyId, part.sk, lane)
        begun += part.records.length
        progress.soon(Math.max(0, known.total - begun), known.total)
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: lanes }, (_, lane) => runLane(lane)))
    const failed = ended.find(each => each.status === 'rejected')
    if (failed) throw failed.reason
    await progress.idle()
    if (undone === 0) return true
  }
}

async function settle(ctx: Context, known: StoredImport): Promise<void> {
  const { communityId, importId, reading } = known
  await forgetDiscarded(ctx, known)
  await settleBuildings(ctx, communityId)
  await settleCounters(ctx, openingCounterPks(communityId))
  const isBack = known.back === 'previewed'
  if (isBack) await carrySettings(ctx, known)
  await moveImport(
    ctx,
    known,
    isBack
      ? { state: 'reading', reading: reading + 1, back: undefined, begun: undefined }
      : { state: 'undone', begun: undefined, finishedAt: ctx.now() },
    isBack ? '已全部退回，重新核对' : '撤销完成，恢复到导入之前',
    isBack ? { type: 'imports.read', communityId, importId } : undefined,
    [...laneItems.close(known), ...endItems(known)],
  )
}

async function refuse(ctx: Context, known: StoredImport, referring: Referring[]): Promise<void> {
  await keepReferring(ctx, known, referring)
  await discardAgain(ctx, known)
  const count = referringCount(referring.length)
  await moveImport(
    ctx,
    known,
    { state: 'imported', back: undefined, problem: `${count}引用了这次导入，没有撤销` },
    `没有撤销：${count}引用`,
    undefined,
    [...laneItems.close(known), ...endItems(known)],
  )
}

/** Something began to refer to it while it was taken back. */
async function halfway(ctx: Context, known: StoredImport, companyId: string): Promise<void> {
  const referring = await findReferring(ctx, known, companyId)
  await keepReferring(ctx, known, referring)
  const problem = `撤销途中${referringCount(referring.length)}引用了这次导入`
  if (known.back === 'undone') return beginWriting(ctx, known, `${problem}，全部恢复`, `${problem}，已全部恢复`)
  await moveImport(ctx, known, { state: 'undoing', waits: true, problem: `${problem}，请先处理，再点撤销` }, problem)
}
