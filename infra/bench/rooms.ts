import {
  buildingKey,
  buildingsByNumber,
  roomCounterKey,
  roomItem,
  type StoredBuilding,
  type StoredRoom,
} from '@linli/functions/communities/store'
import { derivedId } from '@linli/functions/secrets'

const roomsPerUnit = 25
const unitsPerBuilding = 2
const areas = [8950, 11_836, 7682, 10_240, 13_475, 9518]

/** The i-th room of an estate of buildings of two units and 25 floors, one room a floor, lived in by its owner. */
export function roomOf(communityId: string, i: number): StoredRoom {
  const building = String(Math.floor(i / (roomsPerUnit * unitsPerBuilding)) + 1)
  const unit = String((Math.floor(i / roomsPerUnit) % unitsPerBuilding) + 1)
  const room = `${(i % roomsPerUnit) + 1}01`
  const code = `${building}-${unit}-${room}`
  const roomId = derivedId('room', communityId, code)
  return {
    roomId,
    communityId,
    code,
    building,
    unit,
    room,
    areas: { built: areas[i % areas.length] ?? 8950 },
    status: 'occupied',
    handoverDate: '2018-03-15',
    occupancies: [
      {
        occupancyId: derivedId('occupancy', roomId),
        personId: derivedId('person', roomId),
        personName: '李小红',
        role: 'owner',
        from: '2018-03-15',
      },
    ],
    version: 1,
    updatedAt: '2026-11-01T00:00:00.000Z',
  }
}

/** The items of an estate's rooms, with the counters that the product keeps beside them. */
export function* roomItems(communityId: string, count: number): Generator<Record<string, unknown>> {
  const buildings = new Map<string, StoredBuilding>()
  const counters = new Map<string, { pk: string; sk: string; rooms: number }>()
  for (let i = 0; i < count; i++) {
    const room = roomOf(communityId, i)
    const { building, unit } = room
    const known = buildings.get(building) ?? { building, units: new Set(), rooms: 0 }
    buildings.set(building, { building, units: known.units.add(unit), rooms: known.rooms + 1 })
    const key = roomCounterKey(communityId, building)
    counters.set(key.sk, { ...key, rooms: (counters.get(key.sk)?.rooms ?? 0) + 1 })
    yield roomItem(room)
  }
  for (const each of buildings.values())
    yield { ...buildingKey(communityId, each.building), ...buildingsByNumber(communityId, each.building), ...each }
  yield* counters.values()
}
