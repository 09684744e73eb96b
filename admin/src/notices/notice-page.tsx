import { Button } from 'antd'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { NoticePrint } from './notice-print'
import { NoticeShow } from './notice-show'
import { NoticeTable } from './notice-table'
import { NoticeWrite } from './notice-write'
import { noticeListWords as words } from './words'

/** 公告. What is looked at, written or printed stands in the address. */
export function NoticePage() {
  const { can } = usePlace()
  const { get, set } = useUrlState()
  const mayWrite = can('notices:publish')
  const [write, print] = [get('write'), get('print')]
  if (mayWrite && write) return <NoticeWrite noticeId={write === 'new' ? undefined : write} />
  if (print) return <NoticePrint noticeId={print} />
  return (
    <Page
      title={shared.pages.notices}
      line={words.line}
      actions={
        mayWrite && (
          <Button type="primary" onClick={() => set({ write: 'new' })}>
            {words.write}
          </Button>
        )
      }
    >
      <NoticeTable />
      <NoticeShow noticeId={get('show')} close={() => set({ show: undefined, part: undefined })} />
    </Page>
  )
}
