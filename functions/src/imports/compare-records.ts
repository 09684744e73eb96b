import type { KindCount } from '@linli/shared/imports/detail'
import type { ReadProblem } from '@linli/shared/imports/reading'
import { ImportRecord, type RecordKind } from '@linli/shared/imports/record'
import * as z from 'zod'
import { countRooms } from '../communities/buildings'
import { type Context, reaching } from '../context'
import { Lanes } from '../lanes'
import { knownPeople } from './known-people'
import type { Planned } from './planned'
import { phonesHere } from '../people/phones-here'
import { planRecords } from './planners'
import { progressWriter } from './progress'
import { objectKeys, readObject, type StoredImport, writeObject } from './store'

const atOnce = 100
const lanes = 4
const fewHomes = 2000

/** A record that says other than what is there, and which of its columns says so. */
export type Differing = { record: ImportRecord; reason: string; about: Planned['about'] }

/** What a preview says of the records beside those of the file itself. */
export type Compared = {
  chunks: StoredImport['chunks']
  byKind: KindCount[]
  differing: Differing[]
  /** People who may be known already. */
  people: ReadProblem[]
}

/**
 * Holds each record against the table as it stands, chunk by chunk: what is there already leaves the import, what says
 * other than what is there becomes a problem.
 */
export async function compareRecords(
  ctx: Context,
  known: StoredImport,
  companyId: string,
  chunks: { kind: RecordKind; records: number }[],
): Promise<Compared> {
  const { communityId, importId, reading } = known
  const keys = objectKeys(communityId, importId)
  const counts = new Map<RecordKind, KindCount>()
  const compared: Compared = { chunks: [], byKind: [], differing: [], people: [] }
  const wide = reaching(ctx, `M#${companyId}#`)
  const byPhone = await whoseToAsk(ctx, { communityId, companyId }, chunks)
  const total = chunks.reduce((sum, { records }) => sum + records, 0)
  const progress = progressWriter(ctx, known)
  let done = 0
  for (const [i, { kind }] of chunks.entries()) {
    const key = keys.records(reading, i + 1)
    const records = (await readObject(ctx, key, z.array(ImportRecord))) ?? []
    const at = { communityId, companyId, importId, looking: true }
    const planned: Planned[] = []
    const working = new Lanes(lanes)
    for (let from = 0; from < records.length; from += atOnce)
      await working.add(async () => {
        const some = await planRecords(ctx, at, kind, records.slice(from, from + atOnce))
        for (const [n, each] of some.entries()) planned[from + n] = each
        const coming = some.filter(({ writes }) => writes.length > 0).map(({ record }) => record)
        compared.people.push(...(await knownPeople(wide, companyId, coming, { byPhone })))
        done += some.length
        progress.soon(total + done, 2 * total)
      })
    await working.drained()
    const count = counts.get(kind) ?? { kind, ready: 0, unchanged: 0, differing: 0 }
    const fresh = planned.filter(({ conflict, writes }) => conflict === undefined && writes.length > 0)
    const differing = planned.flatMap(({ record, conflict, about }) =>
      conflict === undefined ? [] : [{ record, reason: conflict, about }],
    )
    count.ready += fresh.length
    count.differing += differing.length
    count.unchanged += planned.length - fresh.length - differing.length
    counts.set(kind, count)
    compared.differing.push(...differing)
    compared.chunks.push({ kind, records: fresh.length })
    if (fresh.length < records.length)
      await writeObject(
        ctx,
        key,
        fresh.map(({ record }) => record),
      )
  }
  await progress.idle()
  return { ...compared, byKind: [...counts.values()] }
}

/**
 * Which phones to ask for, once each: those of a small file; of a large one, and while the community is empty, those that
 * somebody of the company has. A hundred thousand questions would take longer than all the rest.
 */
async function whoseToAsk(
  ctx: Context,
  at: { communityId: string; companyId: string },
  chunks: { kind: RecordKind; records: number }[],
): Promise<(phone: string) => boolean> {
  const homes = chunks.filter(({ kind }) => kind === 'room' || kind === 'residents')
  const isSmall = homes.reduce((sum, { records }) => sum + records, 0) <= fewHomes
  if (isSmall && (await countRooms(ctx, at.communityId)) > 0) return () => true
  return phonesHere(ctx, at)
}
