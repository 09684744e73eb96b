import { billingApi } from '@linli/shared/billing/api'
import { Statement, type StatementYear } from '@linli/shared/billing/statement'
import { periodName } from '@linli/shared/billing/words'
import { roomName } from '@linli/shared/communities/room-name'
import { formatFullDate } from '@linli/shared/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '../../../api'
import { Amount } from '../../../kit/amount'
import { Card } from '../../../kit/card'
import { Choice } from '../../../kit/choice'
import { Page } from '../../../kit/page'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { useLoad } from '../../../use-load'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { billingWords } from '../words'

export default function StatementPage() {
  return <SignedIn>{() => <OfHome />}</SignedIn>
}

/** A screen holds so many rows; the newest are what somebody looks for. */
const mostRows = 60

/** Whatever day the phone believes it is. */
const always = { from: '2000-01-01', to: '2199-12-31' }

/**
 * 对账单 of the chosen home, whole or of one year, the newest first: only what this resident may see; and of what they hold
 * under no room, where there is something.
 */
function OfHome() {
  const words = useWords(billingWords)
  const home = useHome()
  const [show, setShow] = useState<'room' | 'own'>('room')
  const { communityId = '', roomId = '', personId = '', seesBills = false } = home ?? {}
  const room = useStatement(communityId, seesBills ? roomId : undefined)
  const own = useStatement(communityId, home ? personId : undefined)
  const holds = own.data !== undefined && own.data.items.length > 0
  if (home && !seesBills && own.data && !holds)
    return (
      <Page>
        <State icon="receipt" head={words.hidden} line={words.hiddenLine} />
      </Page>
    )
  const load = !seesBills || (holds && show === 'own') ? own : room
  return (
    <Page load={load} skeleton={[120, 240]} phone={home?.officePhone}>
      {seesBills && holds ? (
        <Choice
          options={[
            { value: 'room', name: roomName(home?.roomCode ?? '') },
            { value: 'own', name: words.own },
          ]}
          value={show}
          onChange={setShow}
        />
      ) : null}
      {load.data ? <Movements communityId={communityId} statement={load.data} /> : null}
    </Page>
  )
}

const useStatement = (communityId: string, of: string | undefined, days = always) =>
  useLoad(
    of === undefined ? undefined : `statement.${of}.${days.from}`,
    () => call(billingApi.myStatement, { communityId, roomId: of ?? '', ...days }),
    Statement,
  )

const yearOf = (year: string) => ({ from: `${year}-01-01`, to: `${year}-12-31` })

/** The last first. */
const newest = <T,>(rows: readonly T[]): T[] => [...rows].reverse()
const all = ''

function Movements({ communityId, statement }: { communityId: string; statement: Statement }) {
  const words = useWords(billingWords)
  const [picked, choose] = useState(all)
  const { after, object, years } = statement
  const year = years.find(each => each.year === picked)
  const chosen = year?.year ?? all
  const isShown = (date = '') => chosen === all || date.startsWith(chosen)
  const most = chosen === all ? mostRows : Infinity
  // Years that the whole statement has by their sums alone are asked for one by one.
  const isTold = year !== undefined && statement.earlier !== undefined && year.year <= statement.earlier.to.slice(0, 4)
  const old = useStatement(communityId, isTold ? object.id : undefined, yearOf(chosen))
  const movements = isTold ? (old.data?.items ?? []) : statement.items
  const items = newest(movements.filter(({ date }) => isShown(date))).slice(0, most)
  const history = newest(statement.history.filter(({ paidOn }) => isShown(paidOn))).slice(0, most)
  const options = [all, ...newest(years.map(each => each.year))].map(value => ({
    value,
    name: value === all ? words.everyYear : words.year(value),
  }))
  return (
    <>
      {years.length > 1 ? <Choice form="chips" options={options} value={chosen} onChange={choose} /> : null}
      {year ? <OfYear year={year} /> : null}
      <Card>
        <View className="ll-sub">{roomName(object.code)}</View>
        <Row title={words.left} value={<Amount fen={after.receivableFen} size="title" />} />
        {after.prepaymentFen !== 0 ? <Row title={words.prepaid} value={<Amount fen={after.prepaymentFen} />} /> : null}
        {after.depositFen !== 0 ? <Row title={words.deposit} value={<Amount fen={after.depositFen} />} /> : null}
      </Card>
      {old.problem ? <Trouble problem={old.problem} /> : null}
      {items.length === 0 && history.length === 0 && !old.loading ? (
        <State icon="receipt" head={words.noMovements} line={words.noMovementsLine} />
      ) : null}
      {items.length > 0 ? (
        <Card flush>
          {items.map(entry => (
            <Row
              key={`${entry.kind}#${entry.sourceId}#${entry.date}#${entry.period?.from ?? ''}`}
              title={`${words.movement(entry.kind)} ${entry.itemName}`}
              note={`${formatFullDate(entry.date)}${entry.period ? ` · ${periodName(entry.period)}` : ''}`}
              value={<Amount fen={entry.amountFen} />}
            />
          ))}
        </Card>
      ) : null}
      {history.length > 0 ? (
        <Card flush>
          <View className="ll-sub">{words.past}</View>
          {history.map(row => (
            <Row
              key={row.historyId}
              title={row.itemName}
              note={row.paidOn ? formatFullDate(row.paidOn) : ''}
              value={<Amount fen={row.paidFen} />}
            />
          ))}
        </Card>
      ) : null}
    </>
  )
}

/** What was open when the year began, what came and went, and what was open at its end. */
function OfYear({ year }: { year: StatementYear }) {
  const words = useWords(billingWords)
  return (
    <Card>
      <View className="ll-sub">{words.year(year.year)}</View>
      <Row title={words.yearBefore} value={<Amount fen={year.before.receivableFen} />} />
      <Row title={words.yearBilled} value={<Amount fen={year.billedFen} />} />
      <Row title={words.yearPaid} value={<Amount fen={year.paidFen} />} />
      {year.creditedFen === 0 ? null : <Row title={words.yearCredited} value={<Amount fen={year.creditedFen} />} />}
      {year.lateFeeFen === 0 ? null : <Row title={words.yearLate} value={<Amount fen={year.lateFeeFen} />} />}
      <Row title={words.yearAfter} value={<Amount fen={year.after.receivableFen} />} />
    </Card>
  )
}
