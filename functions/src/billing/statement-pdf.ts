import type { Statement, StatementBalance } from '@linli/shared/billing/statement'
import { periodName, statementKindNames } from '@linli/shared/billing/words'
import { roomName } from '@linli/shared/communities/room-name'
import { formatYuan } from '@linli/shared/money'
import { formatFullDate } from '@linli/shared/time'
import { faint, ink, mm, newPaper, type Pdf, rule } from '../identity/paper'

const left = mm(12)
const width = mm(186)
const top = mm(16)
const lastRow = mm(272)
/** Where each column begins; those from the fourth on are figures. */
type Table = { starts: number[]; figuresFrom: number; titles: string[] }

const movements: Table = {
  starts: [0, 22, 78, 102, 124, 146, 166].map(mm),
  figuresFrom: 3,
  titles: ['日期', '摘要', '收费对象', '金额', '应收结余', '预存结余', '押金结余'],
}
const years: Table = {
  starts: [0, 16, 41, 66, 91, 115, 136, 161].map(mm),
  figuresFrom: 1,
  titles: ['年份', '年初应收', '本年应收', '本年收款', '优惠冲抵', '违约金', '年末应收', '旧系统已缴'],
}
const past: Table = {
  starts: [0, 24, 74, 118, 146].map(mm),
  figuresFrom: 4,
  titles: ['缴费日期', '项目', '期间', '收费对象', '已缴'],
}

/** 对账单 on A4: years, each movement with its balances, and what the old books had. Answers the file's bytes. */
export async function statementPdf(
  communityName: string,
  statement: Statement,
  printedOn: string,
): Promise<Uint8Array> {
  const { object, from, to, before, after, billedFen, paidFen } = statement
  const { pdf, end } = newPaper('A4', `${communityName} ${roomName(object.code)} 对账单`)
  const sheet = new Sheet(pdf)
  sheet.line(18, ink, `${communityName}  ${roomName(object.code)}  对账单`)
  sheet.line(10, faint, `${formatFullDate(from)} 至 ${formatFullDate(to)}    打印日期 ${formatFullDate(printedOn)}`)
  sheet.line(10, faint, `期间应收 ${formatYuan(billedFen)} 元    期间收款 ${formatYuan(paidFen)} 元（不含违约金）`)
  if (statement.years.length > 1) {
    sheet.head(years)
    for (const year of statement.years)
      sheet.row(years, [
        year.year,
        formatYuan(year.before.receivableFen),
        formatYuan(year.billedFen),
        formatYuan(year.paidFen),
        formatYuan(year.creditedFen),
        formatYuan(year.lateFeeFen),
        formatYuan(year.after.receivableFen),
        formatYuan(year.historyFen),
      ])
  }
  sheet.head(movements)
  sheet.row(movements, [from, '期初结余', '', '', ...balances(before)])
  if (statement.earlier)
    sheet.row(movements, [
      statement.earlier.to,
      '到这天的按年合计，见上表',
      '',
      '',
      ...balances(statement.earlier.after),
    ])
  for (const entry of statement.items)
    sheet.row(movements, [
      entry.date,
      [
        `${statementKindNames[entry.kind]} ${entry.itemName}`,
        entry.period && periodName(entry.period),
        entry.lateFeeFen && `另收违约金 ${formatYuan(entry.lateFeeFen)}`,
        entry.note,
      ]
        .filter(Boolean)
        .join('\n'),
      entry.payerName ?? '',
      formatYuan(entry.amountFen),
      ...balances(entry.after),
    ])
  sheet.row(movements, [to, '期末结余', '', '', ...balances(after)])
  if (statement.history.length > 0) {
    sheet.line(12, ink, '历史缴费（旧系统里的记录，不计入上面的合计）')
    sheet.head(past)
    for (const { paidOn, itemName, period, payerName, paidFen: fen } of statement.history)
      sheet.row(past, [paidOn ?? '', itemName, period ? periodName(period) : '', payerName ?? '', formatYuan(fen)])
  }
  return end()
}

const balances = ({ receivableFen, prepaymentFen, depositFen }: StatementBalance) =>
  [receivableFen, prepaymentFen, depositFen].map(formatYuan)

/** Pages that are filled from the top; a table that goes over repeats its head. */
class Sheet {
  #y = top
  #pages = 0

  constructor(readonly pdf: Pdf) {
    this.#newPage()
  }

  line(size: number, color: string, text: string): void {
    if (this.#y > lastRow) this.#newPage()
    this.pdf.fillColor(color).fontSize(size).text(text, left, this.#y, { width })
    this.#y = this.pdf.y + mm(2)
  }

  head(table: Table): void {
    this.#y += mm(2)
    this.#cells(table, table.titles, faint)
  }

  row(table: Table, cells: string[]): void {
    if (this.#y > lastRow) {
      this.#newPage()
      this.head(table)
    }
    this.#cells(table, cells, ink)
  }

  #cells({ starts, figuresFrom }: Table, cells: string[], color: string): void {
    const { pdf } = this
    const widthOf = (i: number) => (starts[i + 1] ?? width) - (starts[i] ?? 0) - mm(2)
    pdf.fontSize(9).fillColor(color)
    const height = Math.max(...cells.map((cell, i) => pdf.heightOfString(cell, { width: widthOf(i) })))
    cells.forEach((cell, i) =>
      pdf.text(cell, left + (starts[i] ?? 0), this.#y, {
        width: widthOf(i),
        align: i >= figuresFrom ? 'right' : 'left',
      }),
    )
    const y = this.#y + height + mm(0.8)
    pdf
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.5)
      .strokeColor(rule)
      .stroke()
    this.#y = y + mm(1.2)
  }

  #newPage(): void {
    this.#pages += 1
    this.#y = top
    this.pdf.addPage({ size: 'A4', margin: 0 }).fontSize(9).fillColor(faint)
    this.pdf.text(`第 ${this.#pages} 页`, left, mm(287), { width, align: 'right', lineBreak: false })
  }
}
