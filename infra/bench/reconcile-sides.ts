import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { DayComparison } from '../../functions/src/payments/compare-day'
import { SettledTable } from '../../functions/src/payments/settled-table'
import { WechatBillReader } from '../../functions/src/payments/wechat-bill'
import { amountOf, communityId, transactionOf } from './reconcile-bill'

/** What the product does with a day, without its store: every line must meet its settlement. */
export async function comparedLines(path: string, lines: number): Promise<number> {
  const settled = new SettledTable()
  for (let nth = 0; nth < lines; nth++) settled.add(transactionOf(nth), amountOf(nth))
  const day = new DayComparison(communityId, settled)
  const reader = new WechatBillReader(page => day.take(page))
  const hash = createHash('sha1')
  for await (const bytes of createReadStream(path)) {
    if (!Buffer.isBuffer(bytes)) throw new Error('bytes are read')
    hash.update(bytes)
    reader.push(bytes)
  }
  hash.digest('hex')
  const read = reader.end()
  if (day.found.length + day.unknown.length > 0 || settled.met !== lines)
    throw new Error('the bill and the settlements are the same')
  return read
}

/** The floor: the same file read and cut into its cells, and nothing else. */
export async function splitLines(path: string): Promise<number> {
  const decoder = new TextDecoder()
  let rest = ''
  let rows = 0
  let cells = 0
  for await (const bytes of createReadStream(path)) {
    if (!Buffer.isBuffer(bytes)) throw new Error('bytes are read')
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\r\n')
    rest = parts.pop() ?? ''
    for (const row of parts) {
      cells += row.split(',`').length
      rows += 1
    }
  }
  if (cells < rows) throw new Error('a row has a cell')
  // The two heads and the totals are no lines.
  return rows - 3
}
