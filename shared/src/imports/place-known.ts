import type { RoomName } from './room-code'

/** The rooms of a community by their codes, ready to be asked in the ways in which names are incomplete. */
export class KnownPlaces {
  readonly #rooms = new Map<string, RoomName>()
  #byBuildingAndRoom: ReadonlyMap<string, readonly RoomName[]> | undefined
  readonly #byRoom = new Map<string, RoomName[]>()
  readonly #byUnit = new Map<string, RoomName[]>()
  readonly buildings = new Set<string>()

  constructor(codes: readonly string[]) {
    const parts = new Map<string, string>()
    for (const code of codes) {
      const [building, unit, room, ...rest] = code.split('-').map(part => onlyOne(parts, part))
      if (building === undefined || unit === undefined || room === undefined || rest.length > 0) continue
      if (this.#rooms.has(code)) continue
      const name = { building, unit, room, code }
      this.#rooms.set(code, name)
      this.buildings.add(building)
      put(this.#byRoom, room, name)
      put(this.#byUnit, `${building}-${unit}`, name)
    }
  }

  get size(): number {
    return this.#rooms.size
  }

  get(code: string): RoomName | undefined {
    return this.#rooms.get(code)
  }

  /** The rooms of this number in the building's units. */
  inBuilding(building: string, room: string): readonly RoomName[] {
    this.#byBuildingAndRoom ??= this.#grouped()
    return this.#byBuildingAndRoom.get(`${building}-${room}`) ?? []
  }

  inUnit(building: string, unit: string): readonly RoomName[] {
    return this.#byUnit.get(`${building}-${unit}`) ?? []
  }

  /** The rooms of this number in the whole community. */
  withNumber(room: string): readonly RoomName[] {
    return this.#byRoom.get(room) ?? []
  }

  /** Only names without a unit ask for it, and it is as large as all the rest. */
  #grouped(): Map<string, RoomName[]> {
    const groups = new Map<string, RoomName[]>()
    for (const name of this) put(groups, `${name.building}-${name.room}`, name)
    return groups
  }

  [Symbol.iterator](): IterableIterator<RoomName> {
    return this.#rooms.values()
  }
}

/** The rooms of a hundred thousand have few different parts. */
function onlyOne(parts: Map<string, string>, part: string): string {
  const known = parts.get(part)
  if (known === undefined) parts.set(part, part)
  return known ?? part
}

function put(map: Map<string, RoomName[]>, key: string, name: RoomName): void {
  const list = map.get(key)
  if (list) list.push(name)
  else map.set(key, [name])
}
