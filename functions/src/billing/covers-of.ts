import type { Bill } from '@linli/shared/billing/schema'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { byRoom } from './by-room'
import { Cover, coveredDays, coverKey, coverKeyOf, coverName, covering, coverWriteAt } from './cover'
import { isFree } from './day-ranges'

type Place = { room: { roomId: string } | undefined; cover: Cover | undefined }

/** The covers that some bills of a community are held against, and the writes that add them. */
export class CoversOf {
  private constructor(
    readonly keys: Map<string, Key>,
    readonly found: Map<string, Cover | undefined>,
  ) {}

  /** Consistent; those of `rooms` were read with them, and are written with every bill of theirs. */
  static async bills(ctx: Context, bills: readonly Bill[], rooms: readonly Place[]): Promise<CoversOf> {
    const [first] = bills
    const keys = new Map<string, Key>()
    const found = new Map<string, Cover | undefined>()
    for (const { room, cover } of rooms) {
      if (!room || !first) continue
      const key = coverKey(first.communityId, room.roomId)
      keys.set(textOf(key), key)
      found.set(textOf(key), cover)
    }
    const others = new Map(bills.map(bill => [textOf(coverKeyOf(bill)), coverKeyOf(bill)]))
    const unread = [...others.values()].filter(key => !found.has(textOf(key)))
    const read = unread.length > 0 ? await ctx.db.getMany(unread, Cover) : []
    for (const [i, key] of unread.entries()) {
      keys.set(textOf(key), key)
      found.set(textOf(key), read[i])
    }
    return new CoversOf(keys, found)
  }

  /** No live bill has a day of it: the bill was not published before. */
  isUnbilled = (bill: Bill): boolean => isFree(bill.period, this.#of(bill)?.ranges ?? [])

  /** Nor was a day of it paid or owed before billing began here. */
  isUncovered = (bill: Bill): boolean => isFree(bill.period, coveredDays(this.#of(bill)))

  /** Every cover with a day of these bills, and that of every room of theirs. */
  writes(bills: readonly Bill[]): Write[] {
    const byKey = byRoom(bills, bill => textOf(coverKeyOf(bill)))
    const ofRooms = bills.flatMap(({ communityId, object }) =>
      object.type === 'room' ? textOf(coverKey(communityId, object.id)) : [],
    )
    return [...new Set([...ofRooms, ...byKey.keys()])].flatMap(text => {
      const key = this.keys.get(text)
      if (!key) return []
      const own = byKey.get(text) ?? []
      const before = this.found.get(text)
      const items = { ...before?.items }
      for (const bill of own) items[coverName(bill)] = covering(items[coverName(bill)], bill)
      const holders = own.flatMap(({ object }) => (object.type === 'holder' ? object.id : []))
      return [coverWriteAt(key, before, items, holders)]
    })
  }

  #of = (bill: Bill) => this.found.get(textOf(coverKeyOf(bill)))?.items[coverName(bill)]
}

const textOf = ({ pk, sk }: Key) => `${pk} ${sk}`
