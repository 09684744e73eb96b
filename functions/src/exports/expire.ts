import * as z from 'zod'
import { communityContext, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { eachDue } from '../each-due'
import { queryAll } from '../query-all'
import { moveExport } from './move-export'
import { endingExports, fileOf, loadOf } from './store'

const atOnce = 200
const Ended = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })

/** Removes the files of exports whose time is over; safe to run twice at once. */
export async function expireExports(deps: Deps): Promise<void> {
  const { db, now } = makeContext(deps, { kind: 'system' }, ['G#exports#'])
  const ended = await queryAll(db, { index: 'gs3', pk: endingExports, between: [' ', now()], schema: Ended }, atOnce)
  const exports = ended.map(({ pk, sk: exportId }) => {
    const [, communityId = '', , personId = ''] = pk.split('#')
    return { communityId, personId, exportId }
  })
  await eachDue(deps, 'exports.not_removed', exports, async ({ communityId, personId, exportId }) => {
    const ctx = communityContext(deps, communityId)
    const known = await loadOf(ctx, { communityId, personId, exportId })
    if (known.expiresAt === undefined || known.expiresAt > ctx.now() || known.state === 'expired') return
    await ctx.files.remove(fileOf(known))
    try {
      await moveExport(ctx, known, { state: 'expired' }, '文件已删除')
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  })
}
