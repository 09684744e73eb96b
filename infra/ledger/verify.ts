import { createHash } from 'node:crypto'
import * as z from 'zod'
import { add, Chain } from './chain'
import { Bill, Deposit, Evidence, Lot, Manifest, Marker, Posting } from './records'

/** `wrong` names the first thing that is not so. */
export type Check = { name: string; wrong?: string }
/** An archive's files by name. */
export type Source = { names: string[]; read: (name: string) => Promise<Buffer> }

/**
 * Rebuilds what an export says of money from its postings alone: the chain, accounts, bills, lots, deposits and what is
 * held. It trusts neither the application that wrote it nor the sums in its manifest.
 */
export async function verify(source: Source): Promise<Check[]> {
  const manifest = Manifest.parse(JSON.parse((await source.read('manifest.json')).toString()))
  const books = new Books(manifest)
  let damaged: string | undefined
  const told = new Set(['manifest.json', ...manifest.parts.map(({ path }) => path)])
  const unknown = source.names.find(name => !told.has(name))
  if (unknown) damaged = `${unknown} is not in the manifest`
  for (const { path, records, sha256 } of manifest.parts) {
    const content = await source.read(path)
    const lines = content.toString().split('\n').slice(0, -1)
    if (createHash('sha256').update(content).digest('hex') !== sha256) damaged ??= `${path} has another hash`
    if (lines.length !== records) damaged ??= `${path} has ${lines.length} records`
    books.take(
      path.slice(0, path.indexOf('/')),
      lines.map((line): unknown => JSON.parse(line)),
    )
  }
  return [checked('every file is what the manifest says', damaged), ...books.checks()]
}

const checked = (name: string, wrong: string | undefined): Check => ({ name, ...(wrong !== undefined && { wrong }) })

class Books {
  readonly #chain = new Chain()
  readonly #bills = new Map<string, z.infer<typeof Bill>>()
  readonly #again = new Map<string, z.infer<typeof Bill>[]>()
  #lotsFen = 0
  #lotWrong: string | undefined
  #depositsFen = 0
  #heldFen = 0
  readonly #markers = new Map<string, number>()

  constructor(readonly manifest: Manifest) {}

  take(kind: string, records: unknown[]): void {
    if (kind === 'journal') for (const posting of z.array(Posting).parse(records)) this.#chain.add(posting)
    if (kind === 'bills') for (const bill of z.array(Bill).parse(records)) this.#bills.set(bill.billId, bill)
    if (kind === 'bills-again')
      for (const bill of z.array(Bill).parse(records))
        this.#again.set(bill.object.id, [...(this.#again.get(bill.object.id) ?? []), bill])
    if (kind === 'covers-again')
      for (const { roomId } of z.array(z.object({ roomId: z.string() })).parse(records))
        this.#again.set(roomId, this.#again.get(roomId) ?? [])
    if (kind === 'prepayment-lots' || kind === 'opening-lots')
      for (const lot of z.array(Lot).parse(records)) this.#lot(lot)
    if (kind === 'deposits')
      for (const { state, amountFen } of z.array(Deposit).parse(records))
        this.#depositsFen += state === 'held' ? amountFen : 0
    if (kind === 'evidence')
      for (const { suspenseFen = 0, released } of z.array(Evidence).parse(records))
        this.#heldFen += released ? 0 : suspenseFen
    if (kind === 'transactions')
      for (const { channel, transactionId, amountFen } of z.array(Marker).parse(records))
        this.#markers.set(`${channel} ${transactionId}`, amountFen)
  }

  #lot({ lotId, amountFen, leftFen, reversedAt, movements }: z.infer<typeof Lot>): void {
    this.#lotsFen += leftFen
    if (leftFen < 0 || leftFen > amountFen) this.#lotWrong ??= `lot ${lotId} has ${leftFen} of ${amountFen} fen`
    const moved = movements?.reduce((sum, movement) => sum + movement.amountFen, 0)
    if (moved !== undefined && reversedAt === undefined && amountFen - moved !== leftFen)
      this.#lotWrong ??= `lot ${lotId} has ${leftFen} fen, its movements leave ${amountFen - moved}`
  }

  checks(): Check[] {
    const { journal } = this.manifest
    const chain = this.#chain
    const of = (account: string) => chain.accounts.get(account) ?? 0
    const isEnd = chain.seq === journal.seq && chain.hash === journal.hash
    const end = isEnd ? undefined : `it ends at posting ${chain.seq}, the manifest says ${journal.seq}`
    return [
      checked(`the hash chain holds over ${chain.seq} postings`, chain.broken ?? end),
      checked('each posting adds up to 0', chain.unbalanced),
      checked('receipt numbers have no gap', chain.gap),
      checked('accounts are what the postings add up to', differing(chain.accounts, journal.accounts)),
      checked('all accounts together are 0', zero([...chain.accounts.values()].reduce((sum, fen) => sum + fen, 0))),
      checked(`${this.#bills.size} bills owe what their postings leave`, this.#billWrong()),
      checked('each prepayment lot has what its movements leave', this.#lotWrong),
      checked('prepayment lots add up to their account', same('prepayment', this.#lotsFen, -of('prepayment'))),
      checked('deposits add up to their account', same('deposit', this.#depositsFen, -of('deposit'))),
      checked('money in suspense adds up to its account', same('suspense', this.#heldFen, -of('suspense'))),
      checked(`${chain.taken.size} payments are what their transactions took`, this.#paymentWrong()),
    ]
  }

  #billWrong(): string | undefined {
    const bills = [
      ...[...this.#bills.values()].filter(({ object }) => !this.#again.has(object.id)),
      ...[...this.#again.values()].flat(),
    ]
    const owed = new Map<string, number>()
    for (const { billId, state, amountFen, paidFen, object } of bills) {
      const fen = state === 'void' ? 0 : amountFen - paidFen
      add(owed, object.id, fen)
      const posted = this.#chain.byBill.get(billId) ?? 0
      if (posted !== fen && this.manifest.differences[object.id] === undefined)
        return `bill ${billId} owes ${fen} fen, its postings leave ${posted}`
    }
    for (const [id, posted] of this.#chain.byObject) {
      const difference = (owed.get(id) ?? 0) - posted
      if (difference !== (this.manifest.differences[id] ?? 0)) return `object ${id} differs by ${difference} fen`
    }
    return undefined
  }

  #paymentWrong(): string | undefined {
    for (const [name, fen] of this.#chain.taken)
      if (
        this.#markers.has(name)
          ? this.#markers.get(name) !== fen
          : name.startsWith('wechat') || name.startsWith('alipay')
      )
        return `${name} was posted with ${fen} fen, its transaction says ${this.#markers.get(name) ?? 'nothing'}`
    return undefined
  }
}

const zero = (fen: number) => (fen === 0 ? undefined : `${fen} fen`)
const same = (account: string, records: number, journal: number) =>
  records === journal ? undefined : `${account}: records say ${records} fen, the journal ${journal}`

function differing(rebuilt: ReadonlyMap<string, number>, told: Record<string, number>): string | undefined {
  for (const account of new Set([...rebuilt.keys(), ...Object.keys(told)])) {
    const [is, says] = [rebuilt.get(account) ?? 0, told[account] ?? 0]
    if (is !== says) return `${account} is ${is} fen, the manifest says ${says}`
  }
  return undefined
}
