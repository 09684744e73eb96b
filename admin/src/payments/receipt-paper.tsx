import { periodName } from '@linli/shared/billing/words'
import { roomName } from '@linli/shared/communities/room-name'
import { channelNames } from '@linli/shared/payments/schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { dateTime, yuan } from '../kit/format'
import { kitWords } from '../kit/words'
import './receipt-paper.css'
import { receiptWords as words } from './words'

/** 收款收据 as it is handed over: on the screen and on paper the same. */
export function ReceiptPaper({ receipt }: { receipt: Receipt }) {
  const columns = words.lineColumns
  return (
    <article className="paper">
      <header>
        <h2>{receipt.isDeposit ? words.deposit : words.title}</h2>
        <p className="figure">
          {words.serial} {receipt.serial ?? words.pending}
        </p>
      </header>
      <p className="paper-row">
        <span>
          {words.community}：{receipt.communityName}
        </span>
        <span>
          {words.paidBy}：{receipt.paidBy}
        </span>
        <span className="figure">
          {words.at}：{dateTime(receipt.paidAt)}
        </span>
      </p>
      {receipt.red && <p>{words.red(receipt.red.ofSerial ?? words.pending, receipt.red.reason)}</p>}
      <table>
        <thead>
          <tr>
            {[columns.room, columns.payer, columns.item, columns.period, columns.computation].map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col" className="paper-figure">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.lines.map((line, nth) => (
            <tr key={nth}>
              <td>{roomName(line.object.code)}</td>
              <td>{line.payerName}</td>
              <td>{line.feeItemName}</td>
              <td>{line.period ? periodName(line.period) : kitWords.none}</td>
              <td>{line.computation ?? kitWords.none}</td>
              <td className="paper-figure figure">
                {yuan(line.principalFen)}
                {line.lateFeeFen !== 0 && (
                  <div className="small">
                    {words.lateFee} {yuan(line.lateFeeFen)}
                  </div>
                )}
              </td>
            </tr>
          ))}
          {receipt.prepaidFen > 0 && (
            <tr>
              <td colSpan={5}>{words.prepaid}</td>
              <td className="paper-figure figure">{yuan(receipt.prepaidFen)}</td>
            </tr>
          )}
          <tr className="paper-total">
            <td colSpan={5}>
              {words.total}　{words.inWords}：{receipt.amountText}
            </td>
            <td className="paper-figure figure">{yuan(receipt.amountFen)}</td>
          </tr>
        </tbody>
      </table>
      <p className="paper-row">
        <span>
          {words.channel}：{channelNames[receipt.channel]}
        </span>
        {receipt.transactionId && (
          <span className="figure">
            {words.transaction}：{receipt.transactionId}
          </span>
        )}
        {receipt.cashierName && (
          <span>
            {words.cashier}：{receipt.cashierName}
          </span>
        )}
      </p>
      <p className="paper-row">
        <span>
          {words.entity}：{receipt.entityName}（{words.uscc} {receipt.entityUscc}）
        </span>
        <span>{words.seal}</span>
      </p>
      <footer>{words.notInvoice}</footer>
    </article>
  )
}
