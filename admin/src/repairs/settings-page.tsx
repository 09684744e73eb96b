import { feeApi } from '@linli/shared/billing/fee-api'
import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairSettings } from '@linli/shared/repairs/views'
import { Button, Radio, Select, Switch } from 'antd'
import { useState } from 'react'
import { Banner, Refusal } from '../kit/banner'
import '../kit/form.css'
import { Card, Page } from '../kit/page'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { CatalogueLines } from './catalogue-lines'
import './repairs.css'
import { draftOf, settingsOf } from './settings-draft'
import { SlaLines } from './sla-lines'
import { settingsWords as words } from './settings-words'

/** 报修设置: what a repair is charged by, who gives orders out, the times, the price list. */
export function RepairSettingsPage() {
  const { communityId } = usePlace()
  const settings = useRead(repairsApi.getSettings, { communityId })
  return (
    <Page title={shared.pages.repairSettings} line={words.line}>
      {settings.data ? (
        <Fields key={settings.data.version} settings={settings.data} />
      ) : (
        <Card>
          {settings.error ? <Failed error={settings.error} retry={settings.refetch} /> : <Skeleton rows={8} />}
        </Card>
      )}
    </Page>
  )
}

function Fields({ settings }: { settings: RepairSettings }) {
  const { communityId } = usePlace()
  const toast = useToast()
  const [draft, setDraft] = useState(() => draftOf(settings))
  const [wrong, setWrong] = useState<string>()
  const set = (part: Partial<typeof draft>) => setDraft(last => ({ ...last, ...part }))
  const save = useWrite(repairsApi.saveSettings, {
    refreshes: ['repairs.', 'audit.'],
    onDone: () => toast(words.done),
  })
  const submit = () => {
    const result = settingsOf(draft)
    setWrong(result.wrong)
    if (result.settings) save.mutate({ communityId, version: settings.version, ...result.settings })
  }
  return (
    <>
      <Card title={words.charge}>
        <FeeItem value={draft.feeItemId} change={feeItemId => set({ feeItemId })} />
      </Card>
      <Card title={words.dispatch}>
        <div className="stack">
          <div className="field">
            <span className="bar">
              <Switch
                id="auto-dispatch"
                checked={draft.autoDispatch}
                onChange={autoDispatch => set({ autoDispatch })}
              />
              <label htmlFor="auto-dispatch">{words.auto}</label>
            </span>
            <p className="hint small">{words.autoHint}</p>
          </div>
          <div className="field">
            <span>{words.revisit}</span>
            <p className="hint small">{words.revisitHint}</p>
            <Radio.Group
              aria-label={words.revisit}
              value={draft.revisit}
              onChange={event => {
                const revisit = event.target.value
                if (revisit === 'never' || revisit === 'unrated' || revisit === 'always') set({ revisit })
              }}
              options={Object.entries(words.revisits).map(([value, label]) => ({ value, label }))}
            />
          </div>
        </div>
      </Card>
      <Card title={words.catalogue}>
        <CatalogueLines items={draft.catalogue} change={catalogue => set({ catalogue })} />
      </Card>
      <Card title={words.sla}>
        <SlaLines sla={draft.sla} change={sla => set({ sla })} />
      </Card>
      <div className="save-bar">
        {wrong && <Banner tone="danger">{wrong}</Banner>}
        <Refusal error={save.error} />
        <Button type="primary" disabled={save.isPending} onClick={submit}>
          {words.save}
        </Button>
      </div>
    </>
  )
}

function FeeItem({ value, change }: { value: string; change: (feeItemId: string) => void }) {
  const { communityId } = usePlace()
  const items = useRead(feeApi.listFeeItems, { communityId })
  if (!items.data) return items.error ? <Failed error={items.error} retry={items.refetch} /> : <Skeleton rows={2} />
  const fitting = items.data.items.filter(
    item => item.active && item.formula.kind === 'fixed' && item.cycle.kind === 'once' && item.scope === 'assigned',
  )
  return (
    <div className="field">
      <label htmlFor="fee-item">{words.feeItem}</label>
      <Select
        id="fee-item"
        className="bar-select"
        value={value}
        onChange={change}
        options={[
          { value: '', label: words.noFeeItem },
          ...fitting.map(({ feeItemId, name }) => ({ value: feeItemId, label: name })),
        ]}
      />
      <p className="hint small">{fitting.length === 0 ? words.noneFits : words.feeItemHint}</p>
    </div>
  )
}
