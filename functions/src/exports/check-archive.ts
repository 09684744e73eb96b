import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { OpeningDraft } from '@linli/shared/opening/schema'
import { monthOf } from '@linli/shared/time'
import * as z from 'zod'
import { CarriedBill, claimOf } from '../billing/carry-bills'
import { countItems } from '../communities/buildings'
import { StoredPayer, sumWrites } from '../insight/punctual-store'
import { countedAgain as complaintsAgain } from '../complaints/carry'
import { countedAgain as receiptsAgain } from '../notices/carry'
import { countedAgain as repairsAgain } from '../repairs/carry'
import { countStanding } from '../opening/totals'
import { CarriedPosting } from '../payments/carry-journal'
import { figureWrites } from '../payments/figures'
import { reportWrites } from '../payments/report-figures'
import { chained, type ChainEnd, chainStart, Tally } from '../payments/journal-chain'
import type { ArchiveReader } from './archive-reader'
import { Counted } from './counted'
import { kindOf } from './manifest'

/** What follows from the records of an archive and is made anew where they arrive. */
export type Checked = {
  /** Buildings, room counters, figures, and the sums of opening balances. */
  counted: Counted
  /** Rooms whose bills stand in `bills-again`. */
  again: ReadonlySet<string>
  serials: ReadonlyMap<string, number>
  /** How many postings each open month has. */
  posted: Record<string, number>
}

const Owned = z.object({ communityId: z.string().optional(), orderId: z.string().optional() })
const RoomLike = z.object({ roomId: Id, building: z.string(), unit: z.string() })
const ItsRoom = z.object({ roomId: Id })

/**
 * Looks at every record before anything is written: each piece against its hash and its shape, every record against the
 * community that it says it is of, the journal from its first posting to its last, the balances, and the bills of each
 * room against their postings. Throws exports.damaged with the first thing that is not so.
 */
export async function checkArchive(archive: ArchiveReader): Promise<Checked> {
  const { communityId } = archive.manifest.community
  const check = new Check(archive)
  for (const { path } of archive.manifest.parts) {
    const records = await archive.records(path)
    for (const owned of z.array(Owned).parse(records.filter(isObject)))
      if ((owned.communityId ?? communityId) !== communityId || owned.orderId?.startsWith(communityId) === false)
        refuse(`${path} 里有别的小区的记录`)
    check.take(kindOf(path), records)
  }
  return check.end()
}

class Check {
  readonly #counted = new Counted()
  readonly #tally = new Tally()
  readonly #claims = new Map<string, number>()
  readonly #claimsAgain = new Map<string, number>()
  readonly #buildings = new Map<string, string>()
  readonly #serials = new Map<string, number>()
  readonly #open: Record<string, number> = {}
  readonly #communityId: string
  #end: ChainEnd = chainStart
  #communities = 0

  constructor(readonly archive: ArchiveReader) {
    this.#communityId = archive.manifest.community.communityId
  }

  take(kind: string, records: unknown[]): void {
    if (kind === 'community') this.#communities += records.length
    if (kind === 'rooms') {
      const rooms = z.array(RoomLike).parse(records)
      for (const { roomId, building } of rooms) this.#buildings.set(roomId, building)
      this.#counted.add(countItems(this.#communityId, rooms))
    }
    if (kind === 'opening-drafts') this.#counted.add(countStanding(z.array(OpeningDraft.loose()).parse(records)))
    if (kind === 'punctuality')
      for (const payer of z.array(StoredPayer).parse(records)) this.#counted.add(sumWrites(payer, payer.bills))
    if (kind === 'repairs') this.#counted.add(repairsAgain(records))
    if (kind === 'complaints') this.#counted.add(complaintsAgain(records))
    if (kind === 'notice-receipts') this.#counted.add(receiptsAgain(records))
    if (kind === 'bills') this.#claim(this.#claims, records)
    if (kind === 'bills-again') this.#claim(this.#claimsAgain, records)
    if (kind === 'covers-again')
      for (const { roomId } of z.array(ItsRoom).parse(records))
        this.#claimsAgain.set(roomId, this.#claimsAgain.get(roomId) ?? 0)
    if (kind === 'journal') this.#posted(z.array(CarriedPosting).parse(records))
  }

  end(): Checked {
    const { journal, differences } = this.archive.manifest
    if (this.#communities !== 1) refuse('资料里没有小区自己的记录')
    if (this.#end.seq !== journal.seq || this.#end.hash !== journal.hash) refuse('账本没有到清单说的末尾')
    if (!isSame(this.#tally.accounts, journal.accounts)) refuse('科目余额和清单对不上')
    for (const [roomId, fen] of this.#claimsAgain) this.#claims.set(roomId, fen)
    const ids = new Set([...this.#claims.keys(), ...this.#tally.receivable.keys()])
    const found = [...ids].map(id => [id, (this.#claims.get(id) ?? 0) - (this.#tally.receivable.get(id) ?? 0)] as const)
    if (!isSame(Object.fromEntries(found.filter(([, fen]) => fen !== 0)), differences)) refuse('账单和账本对不上')
    return {
      counted: this.#counted,
      again: new Set(this.#claimsAgain.keys()),
      serials: this.#serials,
      posted: this.#open,
    }
  }

  #claim(claims: Map<string, number>, records: unknown[]): void {
    for (const bill of z.array(CarriedBill).parse(records))
      claims.set(bill.object.id, (claims.get(bill.object.id) ?? 0) + claimOf(bill))
  }

  #posted(postings: CarriedPosting[]): void {
    for (const posting of postings) {
      this.#end = chained(this.#end, posting)
      this.#tally.add(posting)
      const { postingDate = posting.valueDate } = posting
      if (postingDate >= (this.archive.manifest.journal.openDate ?? '')) {
        const month = monthOf(postingDate)
        this.#open[month] = (this.#open[month] ?? 0) + 1
      }
      const [year = '', number = '0'] = posting.receiptSerial?.split('-') ?? []
      if (year) this.#serials.set(year, Math.max(this.#serials.get(year) ?? 0, Number(number)))
    }
    const dated = postings.map(posting => ({ ...posting, postingDate: posting.postingDate ?? posting.valueDate }))
    this.#counted.add(figureWrites(this.#communityId, postings))
    this.#counted.add(reportWrites(this.#communityId, dated, id => this.#buildings.get(id) ?? ''))
  }
}

const isObject = (record: unknown) => typeof record === 'object' && record !== null
const isSame = (a: Record<string, number>, b: Record<string, number>) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => (a[name] ?? 0) === (b[name] ?? 0))

function refuse(sentence: string): never {
  throw new AppError('exports.damaged', { message: `${sentence}，没有写入任何内容` })
}
