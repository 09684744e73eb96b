import * as z from 'zod'
import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { authorise } from '../access'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { ConditionFailed } from '../db'
import { asStaff } from './as-staff'
import type { ListExport } from './list-export'
import { listExports } from './lists'
import { moveExport, reporter } from './move-export'
import { fileOf, loadOf, type StoredExport, type Who } from './store'
import { Workbook } from './workbook'

const keptMinutes = 24 * 60
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The job behind a list's export. Safe to repeat: it writes the same file again, and one of two finishes. */
export async function writeList(deps: Deps, who: Who): Promise<void> {
  const known = await loadOf(communityContext(deps, who.communityId), who)
  if (known.state !== 'waiting') return
  const ctx = communityContext(deps, who.communityId, await asStaff(deps, who))
  try {
    const { rows, bytes } = await workbookOf(ctx, known)
    await ctx.files.put(fileOf(known), bytes, workbookType)
    const at = ctx.now()
    const done = {
      state: 'ready' as const,
      rows,
      bytes: bytes.length,
      finishedAt: at,
      expiresAt: addMinutes(at, keptMinutes),
    }
    await moveExport(ctx, known, done, `${known.title} ${rows} 行`)
  } catch (error) {
    if (error instanceof ConditionFailed) return
    if (!(error instanceof AppError) || error.code === 'request.busy') throw error
    await moveExport(ctx, known, { state: 'failed', problem: error.message, finishedAt: ctx.now() }, '没有导出成功')
  }
}

async function workbookOf(ctx: Context, known: StoredExport): Promise<{ rows: number; bytes: Buffer }> {
  const list = listExports[known.list ?? '']
  if (!list) throw new AppError('exports.no_list')
  const book = new Workbook([list.title, ...(known.room ? [known.room] : [])].join(' '), list.columns)
  const report = reporter(ctx, known)
  for await (const { items, answer } of pagesOf(ctx.deps, list, known)) {
    const { above, below } = list.around?.(answer) ?? { above: [], below: [] }
    for (const cells of above) await book.add(cells)
    for (const item of items) for (const cells of list.rowsOf(item)) await book.add(cells)
    for (const cells of below) await book.add(cells)
    await report(book.rows)
  }
  return { rows: book.rows, bytes: await book.end() }
}

const pageSize = '100'

/** The list page by page, each as the person would get it now: their roles are read again with every page. */
async function* pagesOf(
  deps: Deps,
  { endpoint, routes }: ListExport,
  known: StoredExport,
): AsyncGenerator<{ items: unknown[]; answer: unknown }> {
  const route = (await routes()).routes.find(each => each.endpoint.id === endpoint.id)
  if (!route) throw new AppError('exports.no_list')
  const asked = {
    ...known.input,
    communityId: known.communityId,
    ...('limit' in endpoint.input.shape && { limit: pageSize }),
  }
  let cursor: string | undefined
  do {
    const actor = await asStaff(deps, known)
    const today = makeContext(deps, actor, []).today()
    const reach = authorise(endpoint.access, actor, asked, today)
    const call = route.prepare({ ...asked, ...(cursor !== undefined && { cursor }) })
    const answer = endpoint.output.parse(await call(makeContext(deps, actor, reach), {}))
    const page = Page.parse(answer)
    yield { items: page.items, answer }
    cursor = page.cursor
  } while (cursor !== undefined)
}

const Page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })
