import { expectedOf, movedOf } from '@linli/shared/finance/till-rules'
import { type TillDay, TillMove, tillMoveNames } from '@linli/shared/finance/till-schema'
import { formatYuan } from '@linli/shared/money'
import { channelNames, DeskChannel } from '@linli/shared/payments/schema'
import { dateTime, yuan } from '../kit/format'
import { usePlace } from '../session'
import '../payments/receipt-paper.css'
import { DayTag, differenceText } from './day-tag'
import { dayWords as words } from './words'

/** 日结单, as it is printed and signed: each channel with what came in and went out, and what was counted. */
export function DaySheet({ day }: { day: TillDay }) {
  const { communityName } = usePlace()
  const { counted, signedBy, closedAt, checkedBy, checkedAt } = day
  return (
    <article className="paper" aria-label={words.sheet}>
      <header>
        <h2>{words.sheet}</h2>
        <span>
          {communityName} {day.date}
        </span>
      </header>
      <div className="paper-row">
        <span>
          {words.facts.cashier} {day.cashierName}
        </span>
        <DayTag state={day.state} />
      </div>
      <table>
        <caption className="visually-hidden">{words.table}</caption>
        <thead>
          <tr>
            <th scope="col">{words.channel}</th>
            <th scope="col">{words.moves}</th>
            {TillMove.options.map(move => (
              <th key={move} scope="col" className="paper-figure">
                {tillMoveNames[move]}
              </th>
            ))}
            <th scope="col" className="paper-figure">
              {words.expected}
            </th>
            {counted && (
              <th scope="col" className="paper-figure">
                {words.counted}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {DeskChannel.options.map(channel => (
            <tr key={channel}>
              <th scope="row">{channelNames[channel]}</th>
              <td className="paper-figure">{day.counts[channel] ?? 0}</td>
              {TillMove.options.map(move => (
                <td key={move} className="paper-figure">
                  {formatYuan(movedOf(day, channel, move))}
                </td>
              ))}
              <td className="paper-figure">{formatYuan(expectedOf(day, channel))}</td>
              {counted && <td className="paper-figure">{countedText(counted, channel)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {counted && day.differenceFen !== undefined && (
        <div className="paper-row">
          <strong>{differenceText(day.differenceFen)}</strong>
          {counted.floatFen > 0 && (
            <span>
              {words.float} {yuan(counted.floatFen)}
            </span>
          )}
          {counted.note && (
            <span>
              {words.facts.note}：{counted.note}
            </span>
          )}
        </div>
      )}
      <div className="paper-row">
        <span>
          {words.facts.signed}：{signedBy && closedAt && words.byAt(signedBy.name, dateTime(closedAt))}
        </span>
        <span>
          {words.facts.checked}：{checkedBy && checkedAt && words.byAt(checkedBy.name, dateTime(checkedAt))}
        </span>
        {day.checkNote && (
          <span>
            {words.facts.checkNote}：{day.checkNote}
          </span>
        )}
      </div>
    </article>
  )
}

function countedText({ cashFen, slips }: NonNullable<TillDay['counted']>, channel: DeskChannel): string {
  return formatYuan(channel === 'cash' ? cashFen : (slips[channel]?.amountFen ?? 0))
}
