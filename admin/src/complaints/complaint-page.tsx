import { Button } from 'antd'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { ComplaintEnter } from './complaint-enter'
import { ComplaintShow } from './complaint-show'
import { ComplaintTable } from './complaint-table'
import { complaintWords as words } from './words'

/** 投诉、咨询、表扬、建议. What is looked at stands in the address. */
export function ComplaintPage() {
  const { can } = usePlace()
  const { get, set } = useUrlState()
  const mayEnter = can('complaints:handle')
  return (
    <Page
      title={shared.pages.complaints}
      line={words.line}
      actions={
        mayEnter && (
          <Button type="primary" onClick={() => set({ enter: '1' })}>
            {words.enter}
          </Button>
        )
      }
    >
      <ComplaintTable />
      <ComplaintShow complaintId={get('show')} close={() => set({ show: undefined })} />
      <ComplaintEnter open={mayEnter && get('enter') !== undefined} close={() => set({ enter: undefined })} />
    </Page>
  )
}
