import { Button, Segmented } from 'antd'
import { useEffect } from 'react'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { BoardColumns } from './board-columns'
import { DispatchAll } from './dispatch-all'
import { RepairEnter } from './repair-enter'
import { RepairShow } from './repair-show'
import { RepairTable } from './repair-table'
import './repairs.css'
import { repairWords as words } from './words'

/** 报修看板, and the same orders as a table. What is looked at stands in the address. */
export function RepairBoard() {
  const { can } = usePlace()
  const url = useUrlState()
  const isTable = url.get('view') === 'table'
  const mayEnter = can('repairs:dispatch')
  /** '1', or the room that it is about. */
  const asked = url.get('enter')
  const { set } = url
  useEffect(() => {
    if (!mayEnter) return
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyN') return
      event.preventDefault()
      set({ enter: '1' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return (
    <Page
      title={shared.pages.repairs}
      line={isTable ? words.tableLine : words.line}
      actions={
        mayEnter && (
          <>
            <DispatchAll />
            <Button type="primary" title={words.enterKey} onClick={() => set({ enter: '1' })}>
              {words.enter}
            </Button>
          </>
        )
      }
    >
      <Segmented
        aria-label={words.view}
        className="bar-segment"
        value={isTable ? 'table' : 'board'}
        options={[
          { value: 'board', label: words.views.board },
          { value: 'table', label: words.views.table },
        ]}
        onChange={view => set({ view: view === 'table' ? 'table' : undefined, number: undefined })}
      />
      {isTable ? <RepairTable /> : <BoardColumns />}
      <RepairShow repairId={url.get('show')} close={() => set({ show: undefined })} />
      <RepairEnter
        open={mayEnter && asked !== undefined}
        room={asked === '1' ? undefined : asked}
        close={() => set({ enter: undefined })}
      />
    </Page>
  )
}
