import type { workApi } from '@linli/shared/repairs/work-api'
import { refusalWords, unsentWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { type Context, makeContext } from '../context'
import { staffActor } from '../identity/staff'
import { moveAsStaff } from './office-steps'
import { refused } from './move-repair'
import { loadRepair, stepsOf } from './store'
import { findWorker } from './workers'

const mostOfOne = 30

/**
 * What somebody did in the field that the server refused, as an internal note on the order: also of who was dismissed
 * meanwhile, whose phone was without a network. Only on orders that they had in their hands; told again it is there
 * already. Throws access.forbidden, record.not_found, repairs.refused.
 */
export async function handOverUnsent(
  ctx: Context,
  { communityId, repairId, did, at, why }: InputOf<typeof workApi.handOverUnsent>,
): Promise<{ done: true }> {
  const staff = staffActor(ctx)
  const of = { communityId, repairId }
  // Their own grants may be gone: the note is all that this reaches, and the order's history says whose it was.
  const here = [{ communityId, communityName: '', companyId: '', role: 'dispatcher' as const }]
  const inside = makeContext(
    ctx.deps,
    { ...staff, grants: here },
    [`P#${staff.personId}#`, `C#${communityId}#`],
    ctx.requestId,
  )
  if (!(await findWorker(inside, communityId, staff.personId))) throw new AppError('access.forbidden')
  const [repair, steps] = await Promise.all([loadRepair(inside, of), stepsOf(inside, of)])
  const theirs = steps.filter(({ by }) => by.kind === 'staff' && by.name === staff.name)
  const isTheirs = repair.assignee?.personId === staff.personId || repair.handedBackBy?.includes(staff.personId)
  if (!isTheirs && theirs.length === 0) throw new AppError('access.forbidden')
  const text = unsentWords(did, at, why)
  if (theirs.some(step => step.text === text)) return { done: true }
  if (theirs.filter(({ internal }) => internal).length >= mostOfOne) throw refused(refusalWords.full)
  await moveAsStaff(inside, of, 'note_inside', () => ({ text, internal: true }))
  return { done: true }
}
