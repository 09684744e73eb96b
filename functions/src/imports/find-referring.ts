import type { Referring } from '@linli/shared/imports/detail'
import { ImportRecord } from '@linli/shared/imports/record'
import * as z from 'zod'
import type { Context } from '../context'
import { AppError } from '@linli/shared/errors'
import { livingElsewhere } from './hold-persons'
import type { RawItem } from './item-mark'
import { type FullPart, listParts, loadParts } from './manifest'
import { textOfKey } from './merge-writes'
import { recordsReferredTo } from './planners'
import { mostReferring, referringWords } from './referring-words'
import { keyOf, others } from './still-ours'
import { type ImportPlace, loadImport, objectKeys, readObject, type StoredImport, writeObject } from './store'

const atOnce = 6

/**
 * What keeps an import from being taken back, at most 500 of it: items that are no longer as it wrote them, things that
 * came up beside them, persons who are registered elsewhere, and what the records' own domains know.
 */
export async function findReferring(ctx: Context, known: StoredImport, companyId: string): Promise<Referring[]> {
  const found = new Map<string, Referring>()
  const add = (referring: Referring) => found.size < mostReferring && found.set(referring.what, referring)
  const walk = new Walk(ctx, known)
  const alive = (await listParts(ctx, known)).filter(({ left }) => left > 0)
  const sks = alive.toSorted((a, b) => b.stamp - a.stamp || (a.sk < b.sk ? 1 : -1)).map(({ sk }) => sk)
  for (let at = 0; at < sks.length && found.size < mostReferring; at += atOnce) {
    const parts = (await Promise.all(sks.slice(at, at + atOnce).map(sk => loadParts(ctx, known, [sk])))).flat()
    for (const each of await walk.through(companyId, parts)) add(each)
  }
  for (const each of await walk.registeredTwice(sks)) add(each)
  if (found.size < mostReferring) for await (const some of recordsReferredTo(ctx, known, companyId)) some.forEach(add)
  return [...found.values()]
}

/** From the last part to the first, as an undo would go: what a later part replaced is as it was before that. */
class Walk {
  readonly #replaced = new Map<string, RawItem | undefined>()
  readonly #elsewhere = new Map<string, { part: FullPart; places: string[] }>()
  readonly #chunks = new Map<number, ImportRecord[]>()

  constructor(
    readonly ctx: Context,
    readonly known: StoredImport,
  ) {}

  async through(companyId: string, parts: FullPart[]): Promise<Referring[]> {
    const entriesOf = (part: FullPart) => part.entries.slice(0, part.left)
    const keys = parts.flatMap(part =>
      entriesOf(part).flatMap(entry => [...entry.written, ...entry.untouched].map(keyOf)),
    )
    const [found] = await Promise.all([
      this.ctx.db.getMany(keys, z.record(z.string(), z.unknown())),
      ...parts.map(part => this.#remember(companyId, part)),
    ])
    const items = new Map<string, RawItem | undefined>(keys.map((key, i) => [textOfKey(key), found[i]]))
    const referring: Referring[] = []
    for (const part of parts)
      for (const entry of entriesOf(part).toReversed()) {
        for (const each of [...entry.written, ...entry.untouched]) {
          const text = textOfKey(keyOf(each))
          if (this.#replaced.has(text)) items.set(text, this.#replaced.get(text))
        }
        const keys = others(entry, items)
        if (keys.length > 0)
          referring.push(referringWords(this.known.communityId, await this.#record(part.chunk, entry.at), keys, items))
        for (const each of entry.written)
          if (each.before || each.key[1].endsWith('#cover')) this.#replaced.set(textOfKey(keyOf(each)), each.before)
      }
    return referring
  }

  async #remember(companyId: string, part: FullPart): Promise<void> {
    for (const { personId, places } of await livingElsewhere(this.ctx, companyId, part.entries.slice(0, part.left)))
      this.#elsewhere.set(personId, { part, places })
  }

  /** A place of somebody that no part of this import wrote. */
  async registeredTwice(sks: string[]): Promise<Referring[]> {
    const suspects = new Set([...this.#elsewhere.values()].flatMap(({ places }) => places))
    for (let at = 0; at < sks.length && suspects.size > 0; at += atOnce)
      for (const part of await loadParts(this.ctx, this.known, sks.slice(at, at + atOnce)))
        for (const entry of part.entries) for (const each of entry.written) suspects.delete(textOfKey(keyOf(each)))
    const foreign = [...this.#elsewhere].filter(([, { places }]) => places.some(place => suspects.has(place)))
    return Promise.all(
      foreign.map(async ([personId, { part }]) => {
        const entry = part.entries.find(({ written }) =>
          written.some(({ key }) => key[0].endsWith(`#person#${personId}`)),
        )
        return referringWords(
          this.known.communityId,
          await this.#record(part.chunk, entry?.at ?? 0),
          'elsewhere',
          new Map(),
        )
      }),
    )
  }

  async #record(chunk: number, at: number): Promise<ImportRecord | undefined> {
    const { communityId, importId, reading } = this.known
    const key = objectKeys(communityId, importId).records(reading, chunk + 1)
    const records = this.#chunks.get(chunk) ?? (await readObject(this.ctx, key, z.array(ImportRecord))) ?? []
    this.#chunks.clear()
    this.#chunks.set(chunk, records)
    return records[at]
  }
}

const Kept = z.array(z.object({ what: z.string(), objectType: z.string().optional(), objectId: z.string().optional() }))

export const keepReferring = (ctx: Context, known: ImportPlace, referring: Referring[]): Promise<void> =>
  writeObject(ctx, objectKeys(known.communityId, known.importId).referring, referring)

/** A page of what kept an import from being taken back when that was last tried. */
export async function listReferring(
  ctx: Context,
  { communityId, importId, limit, cursor = '0' }: ImportPlace & { limit: number; cursor?: string | undefined },
) {
  await loadImport(ctx, communityId, importId)
  if (!/^\d{1,4}$/.test(cursor)) throw new AppError('request.invalid')
  const all = (await readObject(ctx, objectKeys(communityId, importId).referring, Kept)) ?? []
  const next = Number(cursor) + limit
  return { items: all.slice(Number(cursor), next), ...(next < all.length && { cursor: String(next) }) }
}
