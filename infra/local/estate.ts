import { utils, write } from '@e965/xlsx'

/** One row of the sample estate's workbook, as an office would keep it. */
export type EstateRow = {
  building: number
  unit: number
  room: string
  areaM2: string
  owner: string
  phone: string
  handover: string
}

const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗梁']
const givenNames = [
  '建国',
  '桂英',
  '秀兰',
  '志强',
  '晓东',
  '文静',
  '雅婷',
  '海涛',
  '丽华',
  '子涵',
  '明',
  '芳',
  '磊',
  '敏',
  '涛',
]
const areas = ['89.50', '118.36', '76.82', '102.40', '134.75', '95.18']

/** `count` rooms over buildings of two units and 25 floors; names, areas and phones follow from the place alone. */
export function estateRows(count: number): EstateRow[] {
  return Array.from({ length: count }, (_, i) => {
    const building = Math.floor(i / 100) + 1
    const unit = (Math.floor(i / 50) % 2) + 1
    const floor = (Math.floor(i / 2) % 25) + 1
    return {
      building,
      unit,
      room: `${floor}0${(i % 2) + 1}`,
      areaM2: areas[(i * 7 + building) % areas.length] ?? '89.50',
      owner: `${surnames[(i * 13) % surnames.length]}${givenNames[(i * 5) % givenNames.length]}`,
      phone: `138${String(10_000_000 + i * 37).slice(-8)}`,
      handover: `20${18 + (building % 5)}-0${(unit % 9) + 1}-15`,
    }
  })
}

/** The workbook (.xlsx) of these rows, with a title row above the header. */
export function estateWorkbook(rows: EstateRow[], title: string): Uint8Array {
  const header = ['楼栋', '单元', '房号', '建筑面积', '业主姓名', '手机号', '交付日期']
  const lines = rows.map(row => [
    `${row.building}栋`,
    `${row.unit}单元`,
    row.room,
    row.areaM2,
    row.owner,
    row.phone,
    row.handover,
  ])
  const sheet = utils.aoa_to_sheet([[`${title}房屋和业主`], header, ...lines])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '房屋')
  const bytes: Buffer = write(book, { type: 'buffer', bookType: 'xlsx' })
  return bytes
}
