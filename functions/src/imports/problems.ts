import { maskProblemValue } from '@linli/shared/imports/mask-value'
import { ReadProblem } from '@linli/shared/imports/reading'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item } from '../db'
import { importPk, type ImportPlace, loadImport } from './store'

const chunkSize = 50
const chunksBegin = (reading: number) => `problems#${reading}#`
const sealedFor = ({ importId }: ImportPlace) => `import:${importId}`

/** Problems in the order of the sheet, 50 a sealed item: their values may be phones and ID numbers. */
export function problemItems(
  ctx: Context,
  place: ImportPlace & { reading: number },
  problems: ReadProblem[],
  firstChunk = 0,
): Item[] {
  return Array.from({ length: Math.ceil(problems.length / chunkSize) }, (_, i) => ({
    pk: importPk(place.communityId, place.importId),
    sk: `${chunksBegin(place.reading)}${String(firstChunk + i).padStart(6, '0')}`,
    sealed: ctx.deps.secrets.seal(JSON.stringify(problems.slice(i * chunkSize, (i + 1) * chunkSize)), sealedFor(place)),
  }))
}

const Kept = z.object({ sealed: z.string() })

type Asked = ImportPlace & { severity?: ReadProblem['severity'] | undefined; cursor?: string | undefined }

/** One page of problems, numbers of people masked: one kept chunk, or what of it is as severe as asked. */
export async function listProblems(ctx: Context, input: Asked) {
  const { reading } = await loadImport(ctx, input.communityId, input.importId)
  const { items, cursor } = await ctx.db.query({
    pk: importPk(input.communityId, input.importId),
    begins: chunksBegin(reading),
    schema: Kept,
    limit: 1,
    cursor: input.cursor,
  })
  const problems = items.flatMap(({ sealed }) =>
    z.array(ReadProblem).parse(JSON.parse(ctx.deps.secrets.open(sealed, sealedFor(input)))),
  )
  const wanted = problems.filter(({ severity }) => input.severity === undefined || severity === input.severity)
  const shown = wanted.map(problem => ({ ...problem, value: maskProblemValue(problem) }))
  return { items: shown, ...(cursor && { cursor }) }
}

/** The problems of earlier readings are of no use. */
export async function forgetProblems(ctx: Context, place: ImportPlace & { reading: number }): Promise<void> {
  const pk = importPk(place.communityId, place.importId)
  for (;;) {
    const { items } = await ctx.db.query({
      pk,
      between: ['problems#', `problems#${place.reading - 1}#\uffff`],
      schema: z.object({ sk: z.string() }),
      limit: 100,
      only: { ProjectionExpression: '#o_pk, #o_sk', ExpressionAttributeNames: { '#o_pk': 'pk', '#o_sk': 'sk' } },
    })
    const old = items.filter(({ sk }) => !sk.startsWith(chunksBegin(place.reading)))
    if (old.length === 0) return
    await ctx.db.writeMany(old.map(({ sk }) => ({ delete: { pk, sk } })))
  }
}
