/** A room of the made-up estate: its code, and the words by which its ledger calls it. */
export type EstateRoom = { code: string; building: string; unit: string; number: string }
export type Estate = {
  /** Two towers of offices and flats, numbered 501 to 2613; one number in nineteen is missing, joined to its neighbour. */
  towers: EstateRoom[]
  /** Ground floor of tower A: 101 to 112, 201 to 212. */
  arcade: EstateRoom[]
  /** A mall of its own, C: three floors of thirty. */
  mall: EstateRoom[]
  /** A street of shops, S-0-1 to S-0-60. */
  street: EstateRoom[]
  /** Six buildings with units, of different height and width; two without. */
  homes: EstateRoom[]
}

/** The rooms of an estate like that of the published ledger: mostly two towers, and a little of everything else. */
export function makeEstate(): Estate {
  return {
    towers: [...tower('A', 11), ...tower('B', 13)],
    arcade: arcade(),
    mall: mall(),
    street: street(),
    homes: homes(),
  }
}

export const allRooms = (estate: Estate): EstateRoom[] => Object.values(estate).flat()

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`)
const room = (building: string, unit: string, number: string): EstateRoom => ({
  code: [building, unit, number].join('-'),
  building,
  unit,
  number,
})
const upTo = (count: number): number[] => Array.from({ length: count }, (_, nth) => nth + 1)

function tower(building: string, doors: number): EstateRoom[] {
  const floors = upTo(26).filter(floor => floor >= 5)
  return floors.flatMap(floor =>
    upTo(doors)
      .filter(door => (floor * 7 + door * 3) % 19 !== 0)
      .map(door => room(building, '0', `${floor}${two(door)}`)),
  )
}

const arcade = (): EstateRoom[] =>
  upTo(2).flatMap(floor => upTo(12).map(door => room('A', '0', `${floor}${two(door)}`)))
const mall = (): EstateRoom[] => upTo(3).flatMap(floor => upTo(30).map(door => room('C', '0', `${floor}${two(door)}`)))
const street = (): EstateRoom[] => upTo(60).map(number => room('S', '0', `${number}`))

function homes(): EstateRoom[] {
  const withUnits = upTo(6).flatMap(building =>
    upTo(1 + (building % 3)).flatMap(unit =>
      upTo(6 + building * 2).flatMap(floor =>
        upTo(2 + (unit % 2)).map(door => room(`${building}`, `${unit}`, `${floor}${two(door)}`)),
      ),
    ),
  )
  const without = [7, 8].flatMap(building =>
    upTo(9).flatMap(floor => upTo(6).map(door => room(`${building}`, '0', `${floor}${two(door)}`))),
  )
  const shops = [5, 6].flatMap(building => upTo(14).map(number => room(`${building}`, '0', `${number}`)))
  return [...withUnits, ...without, ...shops]
}
