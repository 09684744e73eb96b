import { crc32, deflateRawSync } from 'node:zlib'
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import iconv from 'iconv-lite'

type Cell = string | number | boolean | null | CellObject
export type SheetRows = readonly (readonly Cell[])[]

/** A sheet of these rows; `change` sets what rows cannot say (merges, a cell's formula). */
export function makeSheet(rows: SheetRows, change: (sheet: WorkSheet) => void = () => undefined): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows.map(row => [...row]))
  change(sheet)
  return sheet
}

/** A real .xlsx with these sheets, in this order; those named in `hidden` are hidden. */
export function makeXlsx(
  sheets: Record<string, SheetRows | WorkSheet>,
  options: { hidden?: string[]; is1904?: boolean } = {},
): Buffer {
  const book = utils.book_new()
  for (const [name, content] of Object.entries(sheets))
    utils.book_append_sheet(book, isRows(content) ? makeSheet(content) : content, name)
  const visibility = book.SheetNames.map(name => ({
    name,
    Hidden: options.hidden?.includes(name) ? (1 as const) : (0 as const),
  }))
  book.Workbook = { Sheets: visibility, WBProps: { date1904: options.is1904 ?? false } }
  return Buffer.from(new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true, bookSST: true })))
}

/** A real .xls (BIFF8) with these sheets. */
export function makeXls(sheets: Record<string, SheetRows | WorkSheet>, hidden: string[] = []): Buffer {
  const book = utils.book_new()
  for (const [name, content] of Object.entries(sheets))
    utils.book_append_sheet(book, isRows(content) ? makeSheet(content) : content, name)
  book.Workbook = { Sheets: book.SheetNames.map(name => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) }
  return Buffer.from(new Uint8Array(write(book, { type: 'array', bookType: 'biff8' })))
}

/** A .csv as an office's software writes it: quoted where needed, lines ended by CR LF. */
export function makeCsv(
  rows: readonly (readonly string[])[],
  encoding: 'utf-8' | 'utf-8-bom' | 'gbk' | 'gb18030' | 'utf-16le' | 'utf-16be',
): Buffer {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = rows.map(row => `${row.map(quote).join(',')}\r\n`).join('')
  return iconv.encode(text, encoding.replace('-bom', ''), {
    addBOM: encoding === 'utf-8-bom' || encoding.startsWith('utf-16'),
  })
}

/** A resident identity number that is nobody's, with its right check digit. */
export function makeIdNumber(n: number): string {
  const body = `${110_101 + Math.floor(n / 1000)}${1950 + (n % 50)}0${1 + (n % 9)}1${n % 10}${String(n % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + '10X98765432'.charAt(sum % 11)
}

/** The flat sheet of the most widespread open system: 17 columns, `count` rooms in buildings of 400. */
export function makeRooms(count: number): Cell[][] {
  const header =
    '楼号 单元 房间 楼层 总层数 是否有电梯 房屋类型 房屋户型 建筑面积 室内面积 租金 房屋状态 业主名称 性别 手机号 身份证号 业主类型'
  const rows = Array.from({ length: count }, (_, n): Cell[] => {
    const [building, rest] = [Math.floor(n / 400) + 1, n % 400]
    const [unit, floor, door] = [Math.floor(rest / 100) + 1, Math.floor((rest % 100) / 4) + 1, (rest % 4) + 1]
    const built = 60 + (n % 97) + (n % 100) / 100
    const place = [building, unit, floor * 100 + door, floor, 25, '是', '住宅', '两室一厅']
    const owner = [`业主${n}`, n % 2 ? '男' : '女', 13_000_000_000 + n, makeIdNumber(n), '个人']
    return [...place, Math.round(built * 100) / 100, 50 + (n % 90), 0, '自住', ...owner]
  })
  return [header.split(' '), ...rows]
}

function isRows(content: SheetRows | WorkSheet): content is SheetRows {
  return Array.isArray(content)
}

/** A zip of these members, deflated; `isWide` writes every number in its 64-bit form, as streaming writers do. */
export function makeZip(members: Record<string, Buffer>, { isWide = false } = {}): Buffer {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, content] of Object.entries(members)) {
    const packed = deflateRawSync(content)
    const sizes = [content.length, packed.length, offset]
    const extra = isWide ? Buffer.concat([uint16(1, 24), ...sizes.map(uint64)]) : Buffer.alloc(0)
    const [size, packedSize, at] = sizes.map(number => (isWide ? 0xffffffff : number))
    const common = [uint16(20, 0x800, 8, 0, 0), uint32(crc32(content), packedSize ?? 0, size ?? 0)]
    const file = Buffer.from(name)
    locals.push(uint32(0x04034b50), ...common, uint16(file.length, 0), file, packed)
    directory.push(
      uint32(0x02014b50),
      uint16(20),
      ...common,
      uint16(file.length, extra.length, 0, 0, 0),
      uint32(0, at ?? 0),
      file,
      extra,
    )
    offset += 30 + file.length + packed.length
  }
  const index = Buffer.concat(directory)
  const count = Object.keys(members).length
  const wideEnd = [
    uint32(0x06064b50),
    uint64(44),
    uint16(45, 45),
    uint32(0, 0),
    ...[count, count, index.length, offset].map(uint64),
  ]
  const locator = [uint32(0x07064b50, 0), uint64(offset + index.length), uint32(1)]
  const end = [
    uint32(0x06054b50),
    uint16(0, 0, count, count),
    uint32(index.length, isWide ? 0xffffffff : offset),
    uint16(0),
  ]
  return Buffer.concat([...locals, index, ...(isWide ? [...wideEnd, ...locator] : []), ...end])
}

function uint16(...numbers: number[]): Buffer {
  return Buffer.from(new Uint8Array(Uint16Array.from(numbers).buffer))
}

function uint32(...numbers: number[]): Buffer {
  return Buffer.from(new Uint8Array(Uint32Array.from(numbers).buffer))
}

function uint64(number: number): Buffer {
  return Buffer.from(new Uint8Array(BigUint64Array.of(BigInt(number)).buffer))
}
