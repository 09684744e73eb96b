import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext } from '../context'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { loadImport, openImports, progressKey } from './store'

const Open = z.object({ gs3sk: z.string() })
const Progress = z.object({ at: z.number() })
/** A worker says how far it is twice a second; one that says nothing for so long is gone, or waits for its engine in vain. */
const quietMs = 3 * 60_000
const types = { reading: 'imports.read', importing: 'imports.write', undoing: 'imports.undo' } as const

/**
 * Wakes imports that no worker is at: the queue's message is lost with a queue that forgets, or rests in the dead letters. A
 * message too many finds nothing left to do, or works beside another.
 */
export async function resumeImports(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [openImports])
  const until = new Date(deps.nowMs() - quietMs).toISOString()
  const { items } = await system.db.query({
    index: 'gs3',
    pk: openImports,
    between: ['0', until],
    schema: Open,
    limit: 100,
  })
  const imports = items.map(({ gs3sk }) => {
    const [, communityId = '', importId = ''] = gs3sk.split('#')
    return { communityId, importId }
  })
  await eachDue(deps, 'imports.not_resumed', imports, of => resume(deps, of.communityId, of.importId))
}

async function resume(deps: Deps, communityId: string, importId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const { state } = await loadImport(ctx, communityId, importId)
  const progress = await ctx.db.get(progressKey(communityId, importId), Progress.partial())
  const isAtWork = (progress?.at ?? 0) > deps.nowMs() - quietMs
  if (isAtWork || (state !== 'reading' && state !== 'importing' && state !== 'undoing')) return
  const audit = auditItem(ctx, {
    communityId,
    action: `imports.${state}`,
    objectType: 'import',
    objectId: importId,
    summary: '继续没有做完的一步',
    technical: true,
  })
  await ctx.db.transact([audit, outboxItem(ctx, 'jobs', { type: types[state], communityId, importId })], audit.put)
}
