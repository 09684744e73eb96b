import type { FeeItem } from '@linli/shared/billing/fee-schema'
import type { ChargedObject } from '@linli/shared/billing/schema'
import type { ChargedRoom } from '../communities/charged-room'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { spacesOf } from '../parking/charged-spaces'
import { vehiclesOf } from '../parking/charged-vehicles'
import { byRoom } from './by-room'
import { Cover, coverName, thingsPk } from './cover'
import { contractsOf } from './contract-store'
import { holderOf, isOfRoom, type Thing, thingOfContract, thingOfSpace, thingOfVehicle } from './things'

type Charging = Pick<FeeItem, 'formula' | 'charges'>

/** What a fee item charges beside rooms, meters and common costs. */
export const thingType = ({ formula, charges }: Charging): Thing['type'] | undefined =>
  formula.kind === 'contract' ? 'contract' : charges

/** More things than any community has. */
const mostCovers = 250_000

/**
 * The things that a run charges, by the household that each stands under. Of a room's things, those of somebody who is
 * nobody there go to their holder; `placed` is asked once for each room, and `elsewhere` when all rooms were.
 */
export class ThingsToCharge {
  readonly #under = new Map<string, Thing[]>()
  readonly #holders = new Map<string, ChargedObject>()

  private constructor(
    readonly ofRoom: Map<string, Thing[]>,
    readonly covers: Map<string, Cover>,
  ) {}

  /** Consistent reads of the registers that these fee items charge, and of the days beside them. */
  static async of(ctx: Context, communityId: string, items: readonly Charging[]): Promise<ThingsToCharge> {
    const types = new Set(items.flatMap(item => thingType(item) ?? []))
    if (types.size === 0) return new ThingsToCharge(new Map(), new Map())
    const [spaces, vehicles, contracts, covers] = await Promise.all([
      types.has('space') ? spacesOf(ctx, communityId) : new Map<string, never[]>(),
      types.has('vehicle') ? vehiclesOf(ctx, communityId) : [],
      types.has('contract') ? contractsOf(ctx, communityId) : [],
      queryAll(ctx.db, { pk: thingsPk(communityId), schema: Cover }, mostCovers),
    ])
    const things = [
      ...[...spaces.values()].flat().map(thingOfSpace),
      ...vehicles.map(thingOfVehicle),
      ...contracts.map(thingOfContract),
    ]
    return new ThingsToCharge(
      byRoom(things, ({ roomId }) => roomId ?? ''),
      new Map(covers.map(cover => [cover.roomId, cover])),
    )
  }

  /** Puts a room's things where they stand; `cover` is the room's, which holds the days of its spaces. */
  place(room: ChargedRoom, cover: Cover | undefined): void {
    for (const thing of this.ofRoom.get(room.roomId) ?? []) {
      if (thing.type === 'space' && cover) this.covers.set(thing.id, cover)
      if (isOfRoom(thing, room)) this.#add(room.roomId, thing)
      else this.#hold(thing)
    }
  }

  /** The things under a room or a holder. */
  under = (placeId: string): Thing[] => this.#under.get(placeId) ?? []

  /** Holders of things of the rooms that were placed, and with `homeless` of those of no room. */
  holders(homeless: boolean): ChargedObject[] {
    if (homeless) for (const thing of this.ofRoom.get('') ?? []) this.#hold(thing)
    return [...this.#holders.values()]
  }

  /** Things of no room and nobody. */
  ownerless = (): Thing[] => (this.ofRoom.get('') ?? []).filter(({ holder }) => !holder)

  #hold(thing: Thing): void {
    const holder = holderOf(thing)
    if (!holder) return
    this.#holders.set(holder.id, this.#holders.get(holder.id) ?? holder)
    this.#add(holder.id, thing)
  }

  #add(placeId: string, thing: Thing): void {
    const own = this.#under.get(placeId)
    if (own) own.push(thing)
    else this.#under.set(placeId, [thing])
  }
}

/** What is agreed with a thing for a fee item: its terms, from the cover that holds its days. */
export const termsOf = (cover: Cover | undefined, feeItemId: string, { type, id }: Pick<Thing, 'type' | 'id'>) =>
  cover?.items[coverName({ feeItemId, charged: { type, id, name: '' } })]?.terms
