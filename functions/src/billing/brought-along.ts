import type { Period } from '@linli/shared/billing/fee-schema'
import { ChargedRoom } from '../communities/charged-room'
import { loadCommunity } from '../communities/community'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import { firstVersion } from '../first-version'
import type { Write } from '../db-write'
import { Cover, coverKey, coverWrite, type ItemCover } from './cover'
import { overlaps } from './day-ranges'
import { listFeeItems, type StoredFeeItem } from './fee-item-store'
import type { Developer } from './payer-spans'

export type KnownRoom = { roomId: string; code: string; room: ChargedRoom | undefined; building: string }

/**
 * What a workbook's records of a room's past are held against: rooms, fee items by name, and the covers, which the
 * records of one call change one after the other. All changes of a room are one write, of the first record that changes it; while
 * only looking, each record has its own.
 */
export class PastOfRooms {
  readonly #covers: Map<string, Cover | undefined>
  readonly #items = new Map<string, Cover['items']>()
  readonly #writes = new Map<string, Write[]>()

  private constructor(
    readonly communityId: string,
    readonly rooms: Map<string, KnownRoom>,
    readonly feeItems: Map<string, StoredFeeItem>,
    readonly developer: Developer,
    covers: Map<string, Cover | undefined>,
    readonly looking: boolean,
    readonly firstVersion: number,
  ) {
    this.#covers = covers
  }

  /** Consistent reads for up to 100 records. */
  static async of(ctx: Context, communityId: string, codes: string[], looking = false): Promise<PastOfRooms> {
    const all = [...new Set(codes)]
    const ids = all.map(code => roomIdOf(communityId, code))
    const [rooms, covers, items, { developer }] = await Promise.all([
      loadRooms(ctx, communityId, ids),
      ctx.db.getMany(
        ids.map(id => coverKey(communityId, id)),
        Cover,
      ),
      listFeeItems(ctx, communityId),
      loadCommunity(ctx, communityId),
    ])
    const known = all.map((code, i): [string, KnownRoom] => {
      const room = rooms[i]
      const building = room?.building ?? code.split('-')[0] ?? ''
      return [code, { roomId: ids[i] ?? '', code, building, room: room && ChargedRoom.parse(room) }]
    })
    const byName = new Map(items.toReversed().map(item => [item.name, item]))
    const byId = new Map(ids.map((id, i) => [id, covers[i]]))
    return new PastOfRooms(communityId, new Map(known), byName, developer, byId, looking, firstVersion(ctx))
  }

  coverOf(roomId: string, feeItemId: string): ItemCover | undefined {
    return this.#itemsOf(roomId)[feeItemId]
  }

  /** The days of a live bill among these, if any. */
  billedDays(roomId: string, feeItemId: string, period: Period): Period | undefined {
    const ranges = this.coverOf(roomId, feeItemId)?.ranges ?? []
    return ranges.find(range => overlaps(range, period))
  }

  /** Changes the cover; answers where its write belongs: the first change of a room has it, later ones have none. */
  change(roomId: string, feeItemId: string, next: ItemCover): Write[] {
    const before = this.#covers.get(roomId)
    const items = { ...this.#itemsOf(roomId), [feeItemId]: next }
    this.#items.set(roomId, items)
    const write = coverWrite(this.communityId, roomId, before, items, this.firstVersion)
    const place = this.#writes.get(roomId)
    if (this.looking) return [write]
    if (!place) {
      const writes = [write]
      this.#writes.set(roomId, writes)
      return writes
    }
    place.splice(0, 1, write)
    return []
  }

  #itemsOf(roomId: string): Cover['items'] {
    return this.#items.get(roomId) ?? this.#covers.get(roomId)?.items ?? {}
  }
}
