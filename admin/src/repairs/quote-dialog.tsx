import { repairsApi } from '@linli/shared/repairs/api'
import type { RepairDetail } from '@linli/shared/repairs/views'
import { Button, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Banner, Refusal } from '../kit/banner'
import { yuan } from '../kit/format'
import { Failed, Skeleton } from '../kit/state'
import { useToast } from '../kit/toast'
import { kitWords } from '../kit/words'
import { useRead, useWrite } from '../queries'
import { usePlace } from '../session'
import { type DraftLine, emptyLine, fromCatalogue, quoteOf } from './quote-draft'
import { QuoteLines } from './quote-lines'
import { refreshes } from './refreshes'
import { quoteWords as words } from './show-words'

/** A quote out of the price list, or written by hand: it goes to the household, and nothing is charged before they agree. */
export function QuoteDialog({ repair, open, close }: { repair: RepairDetail; open: boolean; close: () => void }) {
  const { communityId, can } = usePlace()
  const toast = useToast()
  const [lines, setLines] = useState<DraftLine[]>([])
  const [wrong, setWrong] = useState(false)
  const settings = useRead(repairsApi.getSettings, { communityId }, { enabled: open })
  const send = useWrite(repairsApi.quote, {
    refreshes,
    onDone: () => {
      toast(words.done)
      close()
    },
  })
  useEffect(() => {
    if (open) setLines([])
    setWrong(false)
  }, [open])
  const { lines: ready, totalFen } = quoteOf(lines)
  const isExtra = repair.quotes.some(({ state }) => state === 'agreed')
  const catalogue = settings.data?.catalogue.filter(({ active }) => active) ?? []
  const add = (line: DraftLine) => setLines([...lines, line])
  const submit = () => {
    setWrong(ready === undefined)
    if (ready) send.mutate({ communityId, repairId: repair.repairId, lines: ready })
  }
  return (
    <Modal
      title={`${words.title(isExtra)} ${repair.number}`}
      open={open}
      onCancel={close}
      destroyOnHidden
      width={720}
      mask={{ closable: false }}
      footer={[
        <Button key="back" onClick={close}>
          {kitWords.cancel}
        </Button>,
        <Button
          key="do"
          type="primary"
          disabled={lines.length === 0 || send.isPending || settings.data?.feeItemId === undefined}
          onClick={submit}
        >
          {words.send(yuan(totalFen))}
        </Button>,
      ]}
    >
      {!settings.data ? (
        settings.error ? (
          <Failed error={settings.error} retry={settings.refetch} />
        ) : (
          <Skeleton rows={3} />
        )
      ) : (
        <div className="stack">
          {settings.data.feeItemId === undefined && (
            <Banner tone="due">
              {words.noItem}{' '}
              {can('repairs:manage') && (
                <Link className="in-text" to={`/c/${communityId}/repair-settings`}>
                  {words.toSettings}
                </Link>
              )}
            </Banner>
          )}
          <p className="hint">{words.line}</p>
          <div className="bar">
            {catalogue.length > 0 && (
              <Select
                aria-label={words.catalogue}
                className="bar-select"
                placeholder={words.catalogue}
                value={null}
                showSearch={{ optionFilterProp: 'label' }}
                options={catalogue.map(item => ({
                  value: item.itemId,
                  label: `${item.name} ${yuan(item.unitFen)}/${item.unit}`,
                }))}
                onChange={itemId => {
                  const item = catalogue.find(each => each.itemId === itemId)
                  if (item) add(fromCatalogue(item))
                }}
              />
            )}
            <Button onClick={() => add(emptyLine())}>{words.own}</Button>
          </div>
          {lines.length > 0 && <QuoteLines lines={lines} change={setLines} />}
          {wrong && <Banner tone="danger">{words.wrong}</Banner>}
          <Refusal error={send.error} />
        </div>
      )}
    </Modal>
  )
}
