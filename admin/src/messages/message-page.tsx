import { Page } from '../kit/page'
import { words as shared } from '../words'
import { PushList } from './push-list'
import { messageWords as words } from './words'

/** 消息: what was sent to many. */
export function MessagePage() {
  return (
    <Page title={shared.pages.messages} line={words.line}>
      <PushList />
    </Page>
  )
}
