import type { BillLine } from '@linli/shared/billing/fee-schema'
import { periodName, quantityWords, roundingNames, timeWords } from '@linli/shared/billing/words'
import { yuan } from '../kit/format'
import './billing.css'
import { exactText } from './exact-text'
import { billWords as words } from './bill-words'

/** 怎么算的: each tariff segment with its inputs, its exact value, its rounding, and the sum. */
export function Computation({ lines, amountFen }: { lines: BillLine[]; amountFen: number }) {
  return (
    <section className="drawer-part">
      <h2>{words.computation}</h2>
      <ol className="computation">
        {lines.map((line, nth) => (
          <li key={`${line.from} ${line.tariffId} ${nth}`}>
            <div className="computation-sum">
              <strong>{periodName(line)}</strong>
              <strong className="figure">{yuan(line.amountFen)}</strong>
            </div>
            <p className="figure">
              {quantityWords(line)}
              {timeWords(line) && <>，{timeWords(line)}</>}
            </p>
            <p className="hint small figure">
              {words.exact(exactText(line.exactFen))}，{words.rounded(roundingNames[line.rounding.unit])}
            </p>
            {line.split && <p className="hint small">{words.split(line.split.index + 1, line.split.times.length)}</p>}
          </li>
        ))}
      </ol>
      {lines.length === 0 && <p className="hint">{words.line0}</p>}
      <p className="computation-sum">
        <span>{words.facts.amount}</span>
        <strong className="figure">{yuan(amountFen)}</strong>
      </p>
    </section>
  )
}
