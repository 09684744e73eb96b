import type { Nature } from '../billing/fee-schema'
import { type Fen, sumFen } from '../money'
import { Channel, JournalAccount, type JournalLine, type Posting, PostingKind } from '../payments/schema'
import type { YearMonth } from '../time'
import { ExpenseCategory } from './expense-category'
import type { ChannelFigures, FeeRegime, JournalTotal, MonthFigures, MonthReport } from './month-schema'
import { collects } from '../payments/posting-kinds'
import { type Spent, spentBy } from './spending'

type Posted = Pick<Posting, 'kind' | 'lines'>
type Moved = Omit<MonthFigures, 'openingArrearsFen' | 'arrearsFen'>
type FeeItemOf = (feeItemId: string) => { name: string; nature: Nature } | undefined

/** What the report says beside what the postings do. `previous` is the last closed month's report; none before the first. */
export type ReportFrame = {
  communityId: string
  regime: FeeRegime
  seq: number
  hash: string
  previous: Pick<MonthReport, 'items' | 'buildings' | 'accounts'> | undefined
  feeItem: FeeItemOf
}

/**
 * Adds a month's postings up, one after the other, into its report. The same postings in any order give the same report,
 * byte for byte: everything is a sum, and stands sorted.
 */
export class MonthTally {
  readonly #items = new Map<string, Moved>()
  readonly #buildings = new Map<string, Moved>()
  readonly #totals = new Map<string, JournalTotal>()
  readonly #debits = new Map<JournalAccount, Fen>()
  readonly #credits = new Map<JournalAccount, Fen>()
  readonly #channels = new Map<Channel, ChannelFigures>()
  readonly #spent: Spent[] = []
  postings = 0

  constructor(readonly month: YearMonth) {}

  /** `buildingOf` answers '' for what belongs to no building. */
  add({ kind, lines }: Posted, buildingOf: (objectId: string) => string): void {
    this.postings += 1
    // A refund that is under way is of the channel that it will go back through.
    const cash = cashLine(lines)
    const channel = cash?.channel ?? (kind === 'settlement' ? 'prepayment' : undefined)
    for (const line of lines) {
      this.#post(kind, line)
      const spent = spentBy(line)
      if (spent) this.#spent.push(spent)
      const figures = movedBy(kind, line, this.month)
      if (figures) {
        grow(this.#items, line.feeItemId ?? '', figures)
        grow(this.#buildings, line.objectId === undefined ? '' : buildingOf(line.objectId), figures)
      }
      if (channel) this.#use(channel, kind, line)
    }
  }

  /** What was posted where, net; sorted. */
  totals(): JournalTotal[] {
    return [...this.#totals].sort(([a], [b]) => order(a, b)).flatMap(([, total]) => (total.amountFen ? total : []))
  }

  /** @throws Error when the books do not agree with themselves: that is ours to mend, and no report is kept. */
  report({ communityId, regime, seq, hash, previous, feeItem }: ReportFrame): MonthReport {
    const items = withArrears(this.#items, new Map(previous?.items.map(each => [each.feeItemId, each.arrearsFen]))).map(
      ([feeItemId, figures]) => ({ feeItemId, name: '', ...feeItem(feeItemId), ...figures }),
    )
    const buildings = withArrears(
      this.#buildings,
      new Map(previous?.buildings.map(each => [each.building, each.arrearsFen])),
    ).map(([building, figures]) => ({ building, ...figures }))
    const report: MonthReport = {
      communityId,
      month: this.month,
      regime,
      postings: this.postings,
      seq,
      hash,
      whole: sumOf(items),
      items,
      buildings,
      natures: [...new Set(items.map(({ nature }) => nature))]
        .sort((a, b) => order(a ?? '', b ?? ''))
        .map(nature => ({ ...(nature && { nature }), ...sumOf(items.filter(item => item.nature === nature)) })),
      channels: Channel.options.flatMap(channel => this.#channels.get(channel) ?? []),
      expenses: expensesOf(this.#spent),
      accounts: this.#accounts(previous),
      totals: this.totals(),
    }
    check(report)
    return report
  }

  #post(kind: PostingKind, { account, feeItemId, channel, category, amountFen }: JournalLine): void {
    const at = [PostingKind.options.indexOf(kind), JournalAccount.options.indexOf(account), feeItemId, channel]
    const key = [...at, ...(category ? [category] : [])].map(part => String(part ?? '').padStart(2, '0')).join('#')
    const found = this.#totals.get(key)
    if (found) found.amountFen = sumFen([found.amountFen, amountFen])
    else
      this.#totals.set(key, {
        kind,
        account,
        ...(feeItemId && { feeItemId }),
        ...(channel && { channel }),
        ...(category && { category }),
        amountFen,
      })
    const side = amountFen > 0 ? this.#debits : this.#credits
    side.set(account, sumFen([side.get(account) ?? 0, Math.abs(amountFen)]))
  }

  #use(channel: Channel, kind: PostingKind, { account, amountFen }: JournalLine): void {
    const none = { channel, billsFen: 0, lateFeeFen: 0, prepaidFen: 0, depositFen: 0, otherFen: 0, movedFen: 0 }
    const figures = this.#channels.get(channel) ?? none
    const field = channelFields[account]
    const isUse = channel === 'prepayment' && account === 'prepayment'
    if (!isUse) figures[field] = sumFen([figures[field], account === 'channel_cash' ? amountFen : -amountFen])
    if (isUse && kind === 'settlement') figures.movedFen = sumFen([figures.movedFen, amountFen])
    this.#channels.set(channel, figures)
  }

  #accounts(previous: ReportFrame['previous']): MonthReport['accounts'] {
    return JournalAccount.options.flatMap(account => {
      const openingFen = previous?.accounts.find(each => each.account === account)?.closingFen ?? 0
      const [debitFen, creditFen] = [this.#debits.get(account) ?? 0, this.#credits.get(account) ?? 0]
      if (openingFen === 0 && debitFen === 0 && creditFen === 0) return []
      return [{ account, openingFen, debitFen, creditFen, closingFen: openingFen + debitFen - creditFen }]
    })
  }
}

/** Where a line of a payment goes in its channel's row; what the office keeps of a deposit stays a deposit's. */
const channelFields: Record<JournalAccount, Exclude<keyof ChannelFigures, 'channel'>> = {
  receivable: 'billsFen',
  late_fee: 'lateFeeFen',
  prepayment: 'prepaidFen',
  deposit: 'depositFen',
  revenue: 'depositFen',
  channel_cash: 'movedFen',
  liability: 'otherFen',
  suspense: 'otherFen',
  opening_balance: 'otherFen',
  expense: 'otherFen',
  cash_difference: 'otherFen',
  channel_fee: 'otherFen',
  discount: 'otherFen',
  refund_payable: 'otherFen',
}

const cashLine = (lines: readonly JournalLine[]) =>
  lines.find(({ account }) => account === 'channel_cash') ?? lines.find(({ account }) => account === 'refund_payable')

const expensesOf = (spent: readonly Spent[]): MonthReport['expenses'] =>
  ExpenseCategory.options.flatMap(category => {
    const own = spent.filter(each => each.category === category)
    const fenOf = (some: readonly Spent[]) => sumFen(some.map(({ fen }) => fen))
    return own.length === 0
      ? []
      : [{ category, spentFen: fenOf(own), commonFen: fenOf(own.filter(({ fund }) => fund === 'common')) }]
  })

const nothing: Moved = {
  billedFen: 0,
  broughtFen: 0,
  receivedFen: 0,
  receivedCurrentFen: 0,
  receivedOldFen: 0,
  receivedAheadFen: 0,
  lateFeeFen: 0,
}

/** What a line says about bills; undefined where it says nothing. 期初欠费 has no month: it is old. */
function movedBy(kind: PostingKind, line: JournalLine, month: YearMonth): Partial<Moved> | undefined {
  if (line.account === 'late_fee') return { lateFeeFen: -line.amountFen }
  if (line.account !== 'receivable') return undefined
  if (kind === 'opening' || kind === 'opening_reversal') return { broughtFen: line.amountFen }
  // A credit goes from one bill to another or to a prepayment: collected there, given back here.
  if (!collects(kind)) {
    // A void of 期初欠费 takes out what was brought along.
    return line.month === undefined ? { broughtFen: line.amountFen } : { billedFen: line.amountFen }
  }
  const receivedFen = -line.amountFen
  if (line.month === undefined || line.month < month) return { receivedFen, receivedOldFen: receivedFen }
  return line.month === month
    ? { receivedFen, receivedCurrentFen: receivedFen }
    : { receivedFen, receivedAheadFen: receivedFen }
}

function grow(groups: Map<string, Moved>, key: string, by: Partial<Moved>): void {
  const old = groups.get(key) ?? nothing
  groups.set(
    key,
    mapFigures(nothing, name => sumFen([old[name], by[name] ?? 0])),
  )
}

const movedNames = [
  'billedFen',
  'broughtFen',
  'receivedFen',
  'receivedCurrentFen',
  'receivedOldFen',
  'receivedAheadFen',
  'lateFeeFen',
] as const

function mapFigures(of: Moved, make: (name: (typeof movedNames)[number]) => Fen): Moved {
  const made = { ...of }
  for (const name of movedNames) made[name] = make(name)
  return made
}

/** Each group with what it owed before and owes now; a group of which only arrears are left stays. */
function withArrears(groups: Map<string, Moved>, before: ReadonlyMap<string, Fen>): [string, MonthFigures][] {
  const owing = [...before].flatMap(([key, fen]) => (fen === 0 ? [] : [key]))
  return [...new Set([...groups.keys(), ...owing])].sort(order).map(key => {
    const moved = groups.get(key) ?? nothing
    const openingArrearsFen = before.get(key) ?? 0
    const arrearsFen = openingArrearsFen + moved.billedFen + moved.broughtFen - moved.receivedFen
    return [key, { ...moved, openingArrearsFen, arrearsFen }]
  })
}

const sumOf = (rows: MonthFigures[]): MonthFigures => ({
  ...mapFigures(nothing, name => sumFen(rows.map(row => row[name]))),
  openingArrearsFen: sumFen(rows.map(row => row.openingArrearsFen)),
  arrearsFen: sumFen(rows.map(row => row.arrearsFen)),
})

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function check({ accounts, whole, buildings }: MonthReport): void {
  const closing = (account: JournalAccount) => accounts.find(each => each.account === account)?.closingFen ?? 0
  const arrearsFen = sumFen(buildings.map(each => each.arrearsFen))
  if (sumFen(accounts.map(each => each.closingFen)) !== 0) throw new Error('the accounts do not balance')
  if (whole.arrearsFen !== closing('receivable') || arrearsFen !== closing('receivable'))
    throw new Error('arrears are not what is receivable')
}
