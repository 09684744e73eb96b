import type { Statement } from '@linli/shared/billing/statement'
import { periodName, statementKindNames } from '@linli/shared/billing/words'
import { roomName } from '@linli/shared/communities/room-name'
import { today, yuan } from '../kit/format'
import { kitWords } from '../kit/words'
import '../payments/receipt-paper.css'
import { historyWords } from '../opening/words'
import { statementWords as words } from './statement-words'

const { columns, accounts } = words
const balances = ['receivable', 'prepayment', 'deposit'] as const
type Balance = Statement['before']

/** 对账单 as it is handed over: on the screen and on paper the same. */
export function StatementPaper({ statement }: { statement: Statement }) {
  const { object, from, to, items, before, earlier, after, billedFen, paidFen, years, history } = statement
  return (
    <article className="paper">
      <header>
        <h2>{words.paper}</h2>
        <p className="figure">{words.printedAt(today())}</p>
      </header>
      <p className="paper-row">
        <span>{roomName(object.code)}</span>
        <span className="figure">{words.span(from, to)}</span>
        <span className="figure">
          {words.billed} {yuan(billedFen)}
        </span>
        <span className="figure">
          {words.paid} {yuan(paidFen)}
        </span>
      </p>
      {years.length > 1 && <Years rows={years} />}
      <table>
        <caption className="visually-hidden">{words.paper}</caption>
        <thead>
          <tr>
            <Head titles={[columns.date, columns.what, columns.payer]} />
            <Head titles={[columns.amount, ...balances.map(name => `${accounts[name]}${columns.balance}`)]} figure />
          </tr>
        </thead>
        <tbody>
          <Sum title={words.before} date={from} balance={before} />
          {earlier && <Sum title={words.earlier} date={earlier.to} balance={earlier.after} />}
          {items.map(entry => (
            <tr key={`${entry.kind}#${entry.sourceId}#${entry.date}`}>
              <td className="figure">{entry.date}</td>
              <td>
                {statementKindNames[entry.kind]} {entry.itemName}
                {entry.period && <div className="small">{periodName(entry.period)}</div>}
                {entry.note && <div className="small">{entry.note}</div>}
              </td>
              <td>{entry.payerName ?? kitWords.none}</td>
              <td className="paper-figure figure">
                {yuan(entry.amountFen)}
                {entry.lateFeeFen !== undefined && <div className="small">{words.lateFee(yuan(entry.lateFeeFen))}</div>}
              </td>
              <Balances balance={entry.after} />
            </tr>
          ))}
          {items.length === 0 && (
            <tr>
              <td colSpan={7}>{words.none}</td>
            </tr>
          )}
          <Sum title={words.after} date={to} balance={after} />
        </tbody>
      </table>
      {history.length > 0 && <History rows={history} />}
    </article>
  )
}

const Head = ({ titles, figure = false }: { titles: string[]; figure?: boolean }) =>
  titles.map(title => (
    <th key={title} scope="col" className={figure ? 'paper-figure' : undefined}>
      {title}
    </th>
  ))

const Balances = ({ balance }: { balance: Balance }) =>
  balances.map(name => (
    <td key={name} className="paper-figure figure">
      {yuan(balance[`${name}Fen`])}
    </td>
  ))

const Sum = ({ title, date, balance }: { title: string; date: string; balance: Balance }) => (
  <tr className="paper-total">
    <td className="figure">{date}</td>
    <td colSpan={3}>{title}</td>
    <Balances balance={balance} />
  </tr>
)

/** Each year from the balance that the one before left. */
function Years({ rows }: { rows: Statement['years'] }) {
  const { year, ...figures } = words.yearColumns
  return (
    <table>
      <caption className="visually-hidden">{words.byYear}</caption>
      <thead>
        <tr>
          <Head titles={[year]} />
          <Head titles={Object.values(figures)} figure />
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.year}>
            <td className="figure">{row.year}</td>
            {[
              row.before.receivableFen,
              row.billedFen,
              row.paidFen,
              row.creditedFen,
              row.lateFeeFen,
              row.after.receivableFen,
              row.historyFen,
            ].map((fen, nth) => (
              <td key={Object.keys(figures)[nth]} className="paper-figure figure">
                {yuan(fen)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Apart, and in no sum. */
function History({ rows }: { rows: Statement['history'] }) {
  const { columns: titles } = historyWords
  return (
    <section className="stack-small">
      <h3>{words.history}</h3>
      <p className="hint">{words.historyLine}</p>
      <table>
        <caption className="visually-hidden">{words.history}</caption>
        <thead>
          <tr>
            <Head titles={[titles.paidOn, titles.item, titles.period, titles.payer, titles.number]} />
            <Head titles={[titles.due, titles.paid]} figure />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.historyId}>
              <td className="figure">{row.paidOn ?? kitWords.none}</td>
              <td>{row.itemName}</td>
              <td>{row.period ? periodName(row.period) : kitWords.none}</td>
              <td>{row.payerName ?? kitWords.none}</td>
              <td className="figure">{row.number ?? kitWords.none}</td>
              <td className="paper-figure figure">{row.dueFen === undefined ? kitWords.none : yuan(row.dueFen)}</td>
              <td className="paper-figure figure">{yuan(row.paidFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
