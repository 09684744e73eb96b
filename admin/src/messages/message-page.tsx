import { Segmented } from 'antd'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { words as shared } from '../words'
import { CallList } from './call-list'
import { ToldTo } from './delivery-list'
import { PushList } from './push-list'
import { QuietHours } from './quiet-hours'
import { messageWords as words } from './words'

const parts = { pushes: PushList, calls: CallList, quiet: QuietHours }
type Part = keyof typeof parts
const isPart = (text: string | undefined): text is Part => text !== undefined && text in parts

/** 消息: what was sent to many, and when nobody is woken. */
export function MessagePage() {
  const { get, set } = useUrlState()
  const asked = get('part')
  const part = isPart(asked) ? asked : 'pushes'
  const Shown = parts[part]
  const [pushId, personId, objectId] = [get('pushId'), get('personId'), get('objectId')]
  if (pushId ?? personId ?? objectId)
    return (
      <Page title={words.deliveries.title} line={words.deliveries.line}>
        <ToldTo asked={{ pushId, personId, objectId }} />
      </Page>
    )
  return (
    <Page title={shared.pages.messages} line={words.line}>
      <Segmented
        aria-label={words.tabsLabel}
        className="bar-segment"
        value={part}
        onChange={next => set({ part: String(next) })}
        options={Object.entries(words.tabs).map(([value, label]) => ({ value, label }))}
      />
      <Shown />
    </Page>
  )
}
