import * as z from 'zod'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { discardDraft } from '../opening/discard-draft'
import { draftIdOf } from '../opening/plan-drafts'
import { discardedOf, reinstateDraft } from '../opening/reinstate-draft'
import { recordsOf } from './planners'
import { objectKeys, readObject, type StoredImport, writeObject } from './store'

const Reinstated = z.array(z.object({ draftId: z.string(), reason: z.string() }))
const balances = ['arrears', 'prepayment', 'deposit'] as const

/**
 * Before an undo: drafts of the import that were discarded stand as it wrote them once more, so that they are taken back
 * like the others. Which ones is kept, for an undo that ends without taking anything back. Safe to repeat.
 */
export async function reinstateDiscarded(ctx: Context, known: StoredImport): Promise<void> {
  const { communityId } = known
  const kept = await load(ctx, known)
  for await (const records of recordsOf(ctx, known, balances)) {
    const ids = records.map(record => draftIdOf(communityId, record))
    const discarded = await discardedOf(ctx, known, ids)
    if (discarded.length === 0) continue
    kept.push(...discarded)
    await save(ctx, known, kept)
    for (const { draftId } of discarded) await reinstateDraft(ctx, { communityId, draftId })
  }
}

/** They are discarded again, for the reason that they were. Safe to repeat. */
export async function discardAgain(ctx: Context, known: StoredImport): Promise<void> {
  const { communityId } = known
  const kept = await load(ctx, known)
  for (const { draftId, reason } of kept)
    await discardDraft(ctx, { communityId, draftId, reason }).catch((error: unknown) => {
      if (!(error instanceof AppError) || !over.has(error.code)) throw error
    })
  if (kept.length > 0) await save(ctx, known, [])
}
/** Somebody decided otherwise meanwhile. */
const over = new Set<string>(['opening.not_draft', 'opening.confirming', 'record.not_found'])

/** The undo took them all back. */
export async function forgetDiscarded(ctx: Context, known: StoredImport): Promise<void> {
  if ((await load(ctx, known)).length > 0) await save(ctx, known, [])
}

const keyOf = ({ communityId, importId }: StoredImport) => objectKeys(communityId, importId).reinstated
const load = async (ctx: Context, known: StoredImport) => (await readObject(ctx, keyOf(known), Reinstated)) ?? []
const save = (ctx: Context, known: StoredImport, all: z.infer<typeof Reinstated>) => writeObject(ctx, keyOf(known), all)
