import { plainText } from './cell-text'
import type { ColumnChoice, RoomField, Sheet, SheetRow } from './schema'
import { headerSentences } from './words'

/** The header of a sheet: its last row's number, its columns, and where the data begins in `rows`. */
export type Header = { ok: true; headerRow: number; firstData: number; columns: ColumnChoice[] }
/** `columns` is what was recognised, so that a person can finish the choice by hand. */
export type HeaderRefusal = Omit<Header, 'ok'> & {
  ok: false
  reason: 'not_found' | 'missing' | 'duplicate'
  sentence: string
}

const SEARCH_ROWS = 20
const required: readonly RoomField[] = ['room', 'builtArea']

const synonyms: Record<RoomField, string> = {
  building:
    '楼栋 楼号 栋 幢 座 号楼 楼栋号 楼栋编号 楼栋名称 楼栋单元 栋号 幢号 座号 楼幢 楼座 楼宇 楼宇名称 楼幢号 栋座',
  unit: '单元 单元号 单元编号 单元名称 门洞',
  room: '房号 房间 房间号 房间编号 房间名称 室号 室 房屋 房屋编号 房屋号 房屋名称 房屋编码 房屋号码 房产 户号 门牌 门牌号 房号/室号',
  builtArea: '建筑面积 建面 房屋建筑面积 产权面积 产证面积 面积 房屋面积',
  innerArea: '套内面积 室内面积 套内建筑面积 套内 使用面积 实用面积',
  billableArea: '收费面积 计费面积 计租面积 物业收费面积 物业费面积',
  heatingArea: '供暖面积 采暖面积 取暖面积 供热面积 暖气面积',
  status: '房屋状态 状态 房态 入住状态 入住情况 使用状态',
  handoverDate: '交付日期 交房日期 交付时间 交房时间 收房日期 收房时间 接房日期 接房时间 交楼日期',
  ownerName: '业主 业主姓名 业主名称 业主名 姓名 户主 户主姓名 产权人 产权人姓名 房主 客户名称 客户姓名',
  ownerType: '业主类型 业主性质 客户类型 产权人类型',
  phone:
    '手机号 手机 手机号码 电话 电话号码 联系电话 联系方式 移动电话 业主电话 业主手机 业主手机号 业主手机号码 业主联系电话 业主联系方式',
  idNumber: '身份证号 身份证 身份证号码 身份证件号码 证件号码 证件号 业主身份证号 业主身份证 业主证件号码 业主证件号',
  floor: '楼层 所在楼层 房屋楼层 层',
}

const fieldOf = new Map<string, RoomField>()
for (const field of Object.keys(synonyms))
  if (isField(field)) for (const word of synonyms[field].split(' ')) fieldOf.set(word, field)

/** Columns under a group about somebody else are not the owner's. */
const otherPeople = /^(租户|租客|承租人|租赁|开发商|建设单位|家属|家庭成员|紧急联系人|联系人|车位|车辆)/

/**
 * Finds the header in the first 20 rows: the row, or the pair of rows (a group above its columns), in which most
 * fields are recognised, in any order. Unknown columns stay without a field and are not imported.
 */
export function findHeader(rows: readonly SheetRow[]): Header | HeaderRefusal {
  const top = rows.slice(0, SEARCH_ROWS).filter(({ row }) => row <= SEARCH_ROWS)
  const found = top.flatMap((_, at) => [single(top, at), ...pair(top, at)])
  const best = found.reduce(better, { fields: 0, repeats: 0, tiers: 1, last: 0, columns: [] })
  const place = { headerRow: rows[best.last]?.row ?? 1, firstData: best.last + 1, columns: best.columns }
  if (best.fields < 2) return { ok: false, ...place, reason: 'not_found', sentence: headerSentences.notFound }
  const refusal = checkColumns(best.columns)
  return refusal ? { ok: false, ...place, ...refusal } : { ok: true, ...place }
}

/** The first sheet with a usable header; without one, the sheet that comes nearest, with what it lacks. */
export function findRoomSheet(sheets: readonly Sheet[]): { sheet: Sheet; header: Header | HeaderRefusal } | undefined {
  const all = sheets.map(sheet => ({ sheet, header: findHeader(sheet.rows) }))
  const fields = (header: Header | HeaderRefusal) => header.columns.filter(column => column.field).length
  const nearest = (a: (typeof all)[number], b: (typeof all)[number]) => fields(b.header) - fields(a.header)
  return all.find(one => one.header.ok) ?? all.sort(nearest)[0]
}

/** Whether a choice of columns, found or made by hand, can be imported: each field once, the required ones there. */
export function checkColumns(columns: readonly ColumnChoice[]): Pick<HeaderRefusal, 'reason' | 'sentence'> | undefined {
  const headers = new Map<RoomField, string[]>()
  for (const { field, header } of columns) if (field) headers.set(field, [...(headers.get(field) ?? []), header])
  for (const [field, same] of headers)
    if (same.length > 1) return { reason: 'duplicate', sentence: headerSentences.duplicate(field, same) }
  const missing = required.filter(field => !headers.has(field))
  return missing.length > 0 ? { reason: 'missing', sentence: headerSentences.missing(missing) } : undefined
}

/** What a header text means: spaces, units in brackets, stars and colons do not matter. */
export function fieldOfHeader(text: string): RoomField | undefined {
  const bare = plainText(text)
    .replace(/\s+/g, '')
    .replace(/[([{【〔<].*?[)\]}】〕>]/g, '')
    .replace(/[*:：、.]/g, '')
    .replace(/(?:m2|平方米|平米)$/i, '')
  return fieldOf.get(bare)
}

type Candidate = { fields: number; repeats: number; tiers: 1 | 2; last: number; columns: ColumnChoice[] }

/** More fields, then fewer repeats, then one row rather than two; otherwise the earlier one. */
function better(a: Candidate, b: Candidate): Candidate {
  const order = b.fields - a.fields || a.repeats - b.repeats || a.tiers - b.tiers
  return order > 0 ? b : a
}

function single(rows: readonly SheetRow[], at: number): Candidate {
  const cells = rows[at]?.cells ?? []
  return candidate(
    at,
    1,
    cells.map((header, index) => ({ index, header, field: fieldOfHeader(header) })),
  )
}

/** A group name stands above the first of its columns only, so it carries on to the right until the next one. */
function pair(rows: readonly SheetRow[], at: number): Candidate[] {
  const [upper, lower] = [rows[at], rows[at + 1]]
  if (!upper || !lower) return []
  let group = ''
  const columns = Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, index): ColumnChoice => {
    const [above = '', below = ''] = [upper.cells[index], lower.cells[index]]
    if (above !== '') group = above
    if (below === '' || below === above) return { index, header: above, field: fieldOfHeader(above) }
    const joined = fieldOfHeader(group + below) ?? fieldOfHeader(below + group)
    if (joined) return { index, header: `${group} ${below}`, field: joined }
    if (otherPeople.test(plainText(group))) return { index, header: `${group} ${below}` }
    return { index, header: below, field: fieldOfHeader(below) }
  })
  return [candidate(at + 1, 2, columns)]
}

function candidate(last: number, tiers: 1 | 2, all: ColumnChoice[]): Candidate {
  const columns = all.filter(column => column.header !== '')
  const meant = columns.flatMap(column => column.field ?? [])
  const fields = new Set(meant).size
  return { fields, repeats: meant.length - fields, tiers, last, columns }
}

function isField(text: string): text is RoomField {
  return text in synonyms
}
