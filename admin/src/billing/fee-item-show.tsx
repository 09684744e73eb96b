import type { FeeItemWithTariffs, Tariff } from '@linli/shared/billing/fee-schema'
import { formulaWords } from '@linli/shared/billing/line-words'
import { atOnceName, cycleNames, groundNames, natureNames, roundingNames } from '@linli/shared/billing/words'
import { communitiesApi } from '@linli/shared/communities/api'
import { formatScaled } from '@linli/shared/money'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { Tag, type Tone } from '../kit/tag'
import { useRead } from '../queries'
import { usePlace } from '../session'
import '../kit/timeline.css'
import './billing.css'
import { newestFirst, priceText, tariffState } from './current-tariff'
import { FeeItemEdit } from './fee-item-form'
import { ratePercent } from './fee-item-values'
import { TariffAdd } from './tariff-add'
import { feeWords as words, timingNames } from './fee-words'

export function FeeItemShow({ item, close }: { item: FeeItemWithTariffs | undefined; close: () => void }) {
  return (
    <DetailDrawer title={item?.name ?? words.caption} open={item !== undefined} close={close} width={640}>
      {item && <Details item={item} />}
    </DetailDrawer>
  )
}

function Details({ item }: { item: FeeItemWithTariffs }) {
  const { communityId, can } = usePlace()
  const entities = useRead(communitiesApi.get, { communityId }).data?.entities ?? []
  const [dialog, setDialog] = useState<'edit' | 'tariff'>()
  const { formula, lateFee } = item
  const tax = [item.taxRateBp === undefined ? '' : `${formatScaled(item.taxRateBp, 100, 0)}%`, item.taxCode ?? '']
  return (
    <>
      <Facts
        items={[
          [words.facts.formula, formulaWords(formula)],
          [words.facts.cycle, cycleNames[item.cycle.kind]],
          [words.facts.timing, timingNames[item.timing]],
          [words.facts.due, words.dueAfter(item.dueDays, item.timing)],
          [words.facts.rounding, roundingNames[item.rounding.unit]],
          [words.facts.nature, natureNames[item.nature]],
          [words.facts.tax, tax.filter(Boolean).join(' · ')],
          [words.facts.invoice, item.invoiceable ? words.invoiceable : words.notInvoiceable],
          [words.facts.entity, entities.find(entity => entity.entityId === item.collectingEntityId)?.name],
          [
            words.facts.lateFee,
            lateFee
              ? words.lateFeeTerms(ratePercent(lateFee.dailyRatePpm), lateFee.graceDays, lateFee.capPct ?? 100)
              : words.noClause,
          ],
          ...(lateFee ? [[words.facts.clause, lateFee.clause] satisfies [string, string]] : []),
          [words.facts.prepay, item.prepayMonths ? words.prepay(item.prepayMonths) : undefined],
          [words.facts.discount, discountWords(item)],
        ]}
      />
      <div className="bar">
        {can('billing:configure') && <Button onClick={() => setDialog('edit')}>{words.edit}</Button>}
        {can('audit:read') && (
          <Link to={`/c/${communityId}/audit?object=fee_item/${item.feeItemId}`}>{words.audit}</Link>
        )}
      </div>
      <section className="drawer-part">
        <div className="bar">
          <h2>{words.tariffs}</h2>
          <span className="bar-space" />
          {can('billing:configure') && <Button onClick={() => setDialog('tariff')}>{words.addTariff}</Button>}
        </div>
        {item.tariffs.length === 0 && <p className="hint">{words.noTariffs}</p>}
        <ol className="timeline">
          {newestFirst(item.tariffs).map(tariff => (
            <TariffRow key={tariff.tariffId} item={item} tariff={tariff} />
          ))}
        </ol>
      </section>
      <FeeItemEdit item={item} open={dialog === 'edit'} close={() => setDialog(undefined)} />
      <TariffAdd item={item} open={dialog === 'tariff'} close={() => setDialog(undefined)} />
    </>
  )
}

function discountWords({ onTimeBp, atOnce }: FeeItemWithTariffs): string | undefined {
  const onTime = onTimeBp && words.onTime(formatScaled(onTimeBp, 100, 0))
  return [onTime, atOnce && atOnceName(atOnce)].filter(Boolean).join('；') || undefined
}

const tones: Record<'now' | 'later' | 'past', Tone> = { now: 'ok', later: 'info', past: 'closed' }

function TariffRow({ item, tariff }: { item: FeeItemWithTariffs; tariff: Tariff }) {
  const state = tariffState(tariff, item.tariffs)
  const { from, to, surchargeFen, ground } = tariff
  return (
    <li>
      <div className="bar">
        <strong className="figure">{priceText(item, tariff)}</strong>
        {surchargeFen !== undefined && surchargeFen > 0 && <span>{words.surcharge(yuan(surchargeFen))}</span>}
        <Tag tone={tones[state]}>{words[state]}</Tag>
      </div>
      <p className="figure">{to ? words.span(from, to) : words.since(from)}</p>
      <p className="hint">
        {groundNames[ground.kind]}：{ground.text}
      </p>
    </li>
  )
}
