import { Dice, wide } from './import-match-dice'
import { allRooms, type Estate, type EstateRoom, makeEstate } from './import-match-estate'

/** A name as a ledger's row holds it: one text, or the cells of three columns. */
export type LedgerName = string | { building: string; unit: string; room: string }
/** What a row really means: rooms of the estate, no room at all, or something that the estate's list does not hold. */
export type Truth = { kind: 'rooms'; codes: string[] } | { kind: 'no_room' } | { kind: 'elsewhere' }
export type LedgerRow = { name: LedgerName; truth: Truth; sort: string }
export type Ledger = { rooms: string[]; rows: LedgerRow[] }

type Made = { name: LedgerName; truth: Truth }
type Make = (dice: Dice, estate: Estate) => Made

/**
 * A ledger like the published one: of every 14,462 rows, 2,824 name their room as the list of rooms does, and 11,638
 * do not. Every row carries what it means. It shares no code with the reader of names: names are put together here.
 */
export function makeLedger(rows: number, seed: number): Ledger {
  const estate = makeEstate()
  const dice = new Dice(seed)
  const total = sorts.reduce((sum, [, share]) => sum + share, 0)
  const made = Array.from({ length: rows }, (_, nth): LedgerRow => {
    let left = ((nth + 0.5) / rows) * total
    const found = sorts.find(([, share]) => (left -= share) <= 0)
    if (!found) throw new Error('the shares do not add up')
    return { sort: found[0], ...found[2](dice, estate) }
  })
  return { rooms: allRooms(estate).map(({ code }) => code), rows: dice.shuffle(made) }
}

const one = (room: EstateRoom, name: LedgerName): Made => ({ name, truth: { kind: 'rooms', codes: [room.code] } })
const inTower =
  (building: string, word: string, letter = ''): Make =>
  (dice, estate) => {
    const room = dice.pick(estate.towers.filter(one => one.building === building))
    return one(room, dice.spoil(`${word}${building}座${letter}${room.number}`))
  }

/** Every sort of name with its rows in 14,462. The first two are those that match as they stand. */
const sorts: [string, number, Make][] = [
  ['plain', 2_356, plain],
  ['no unit', 400, withoutUnit],
  ['use', 4_400, inTower('B', '商用-')],
  ['use', 2_300, inTower('A', '商用-')],
  ['use, letter twice', 1_100, inTower('B', '住宅-', 'B')],
  ['use', 700, inTower('A', '写字楼-')],
  ['use', 300, inTower('A', '民用-')],
  ['range', 800, range],
  ['list', 318, list],
  ['arcade', 360, (dice, { arcade }) => floorName(dice.pick(arcade), 'A座')],
  ['mall', 360, (dice, { mall }) => floorName(dice.pick(mall), '')],
  ['street', 360, (dice, { street }) => street_(dice.pick(street), dice)],
  ['lobby', 330, lobby],
  ['shop sign', 90, dice => elsewhere(dice.pick(['每一天便利店', '东海水果', '好邻居烟酒', '老王五金', '晨光文具']))],
  ['mistyped', 110, mistyped],
  ['not in the list', 90, notInList],
  ['another estate', 88, anotherEstate],
]

const elsewhere = (name: LedgerName): Made => ({ name, truth: { kind: 'elsewhere' } })

const chinese = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The spellings of one room that hold all its parts. */
function plain(dice: Dice, { homes, towers }: Estate): Made {
  const room = dice.pick(dice.chance(0.6) ? homes : towers)
  const { building: b, unit: u, number: n } = room
  if (u === '0' && n.length < 3) return one(room, dice.pick([`${b}-0-${n}`, `${b}-0-商铺${n}`, `${b}号楼商铺${n}`]))
  if (u === '0') {
    const cells = { building: `${b}${dice.pick(['', '座', '栋'])}`, unit: dice.pick(['', '0', '无']), room: n }
    return one(
      room,
      dice.pick<LedgerName>([`${b}座${n}`, `${b}-${n}`, `${b}-0-${n}`, `${b}栋-${n}`, `${b}座 ${n}室`, cells]),
    )
  }
  const [cb, cu] = [chinese[Number(b)] ?? b, chinese[Number(u)] ?? u]
  const spellings: LedgerName[] = [
    `${b}-${u}-${n}`,
    `${b}#${u}-${n}`,
    `${b}栋${u}单元${n}`,
    `${b}幢${u}单元${n}室`,
    `${b}号楼${u}单元${n}`,
    `${b}号楼${u}门${n}`,
    `${cb}号楼${cu}单元${n}`,
    `第${b}栋第${u}单元${n}`,
    `0${b}-0${u}-${n.padStart(4, '0')}`,
    `${b} - ${u} - ${n}`,
    `${b}—${u}—${n}`,
    ` ${b}栋 ${u}单元 ${n} `,
    { building: b, unit: u, room: n },
    { building: `${b}号楼`, unit: `${u}单元`, room: n },
    { building: `${b}.0`, unit: `${u}.0`, room: `${n}.0` },
  ]
  const name = dice.pick(spellings)
  return one(room, typeof name === 'string' && dice.chance(0.1) ? wide(name) : name)
}

/** `3号楼1501` where only one unit of the building has that number, else the unit is written. */
function withoutUnit(dice: Dice, { homes }: Estate): Made {
  const room = dice.pick(homes.filter(({ unit, number }) => unit !== '0' && number.length > 2))
  const isOnly =
    homes.filter(({ building, number }) => building === room.building && number === room.number).length === 1
  const unit = isOnly ? '' : `${room.unit}单元`
  return one(room, `${room.building}${dice.pick(['号楼', '栋', '#'])}${unit}${room.number}`)
}

/** Rooms side by side on one floor; now and then one between them has been joined to its neighbour and is gone. */
function range(dice: Dice, { towers }: Estate): Made {
  const first = dice.pick(towers.filter(({ number }) => Number(number.slice(-2)) <= 9))
  const length = dice.pick([2, 2, 3, 3, 4])
  const last = `${Number(first.number) + length - 1}`
  const floor = towers.filter(one => one.building === first.building && one.number.length === last.length)
  const within = floor.filter(({ number }) => Number(number) >= Number(first.number) && Number(number) <= Number(last))
  const mark = dice.pick(['-', '-', '-', '~', '至', '－'])
  const letter = first.building === 'B' && dice.chance(0.2) ? 'B' : ''
  const name = `商用-${first.building}座${letter}${first.number}${mark}${last}`
  const isWhole = within.at(-1)?.number === last
  return isWhole ? { name, truth: { kind: 'rooms', codes: within.map(({ code }) => code) } } : elsewhere(name)
}

function list(dice: Dice, { towers, homes }: Estate): Made {
  const [rooms, word] = dice.chance(0.7) ? [towers, '商用-'] : [homes.filter(({ unit }) => unit !== '0'), '']
  const first = dice.pick(rooms)
  const beside = rooms.filter(
    ({ building, unit, code }) => building === first.building && unit === first.unit && code !== first.code,
  )
  const second = dice.pick(beside)
  const head = first.unit === '0' ? `${first.building}座` : `${first.building}-${first.unit}-`
  const name = `${word}${head}${first.number}${dice.pick(['、', '、', ',', '，', '/', '/', '和', ' '])}${second.number}`
  return { name, truth: { kind: 'rooms', codes: [first.code, second.code] } }
}

const floorName = (room: EstateRoom, word: string): Made =>
  one(room, `${word}${room.number.slice(0, 1)}F-${room.number.slice(1)}`)

const street_ = (room: EstateRoom, dice: Dice): Made =>
  one(room, dice.pick([`商铺${room.number}`, `商铺${room.number}号`]))

function lobby(dice: Dice): Made {
  const names = ['B座一楼大厅', '一楼大厅', 'A座一楼大厅', 'A座电梯广告', 'B座外墙广告位', 'A座楼顶基站']
  return { name: dice.pick(names), truth: { kind: 'no_room' } }
}

/** A letter for a digit, the number twice, the unit left out or empty: a person can tell, a rule cannot. */
function mistyped(dice: Dice, { homes }: Estate): Made {
  const room = dice.pick(homes.filter(({ unit, number }) => unit !== '0' && number.includes('0')))
  const { building: b, unit: u, number: n } = room
  const isOnly = homes.filter(({ building, number }) => building === b && number === n).length === 1
  const short = isOnly ? `${b}-${u}-` : `${b}号楼${n}`
  return one(room, dice.pick([`${b}-${u}-${n.replace('0', 'O')}`, `${b}-${u}-${n}${n}`, `${u}单元${b}栋${n}`, short]))
}

/** Numbers that the list does not hold. */
function notInList(dice: Dice, { towers }: Estate): Made {
  const floor = 27 + dice.below(6)
  return elsewhere(
    dice.pick([
      `商用-B座${floor}0${1 + dice.below(9)}`,
      `9-1-${floor}01`,
      `D座${dice.pick(towers).number}`,
      `3-7-10${1 + dice.below(5)}`,
    ]),
  )
}

/** The second phase numbers its buildings from 1 again. */
function anotherEstate(dice: Dice, { homes }: Estate): Made {
  const { building, unit, number } = dice.pick(homes.filter(one => one.unit !== '0'))
  return elsewhere(`二期${building}-${unit}-${number}`)
}
