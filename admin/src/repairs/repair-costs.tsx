import { costOf } from '@linli/shared/repairs/costs'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { costsWords } from '@linli/shared/repairs/words'
import { Button } from 'antd'
import { useState } from 'react'
import { Facts } from '../kit/facts'
import { yuan } from '../kit/format'
import { CostDialog } from './cost-dialog'
import { costWords as words } from './show-words'

/** 成本 beside what is charged, for the office alone. */
export function RepairCosts({ repair }: { repair: RepairDetail }) {
  const [asks, setAsks] = useState(false)
  const { costs, may, chargeFen } = repair
  const mayEnter = may.includes('set_costs')
  if (!costs && !mayEnter) return null
  return (
    <section className="drawer-part">
      <h2>{words.title}</h2>
      {costs ? (
        <>
          <Facts
            items={[
              [words.total, yuan(costOf(costs))],
              [words.charged, yuan(chargeFen)],
            ]}
          />
          <p className="hint small">
            {costsWords(costs)}
            {costs.note && `。${costs.note}`}
          </p>
        </>
      ) : (
        <p className="hint">{words.none}</p>
      )}
      {mayEnter && (
        <div className="bar">
          <Button onClick={() => setAsks(true)}>{costs ? words.change : words.enter}</Button>
        </div>
      )}
      <CostDialog repair={repair} open={asks} close={() => setAsks(false)} />
    </section>
  )
}
