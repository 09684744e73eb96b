import { Segmented } from 'antd'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { words as shared } from '../words'
import { BanList } from './ban-list'
import { EntryLog, filters } from './entry-log'
import { GatesAndSettings } from './gates-and-settings'
import { PermitList } from './permit-list'
import { WaitingList } from './waiting-list'
import { visitorWords as words } from './words'

const parts = { log: EntryLog, waiting: WaitingList, permits: PermitList, bans: BanList, gates: GatesAndSettings }
type Part = keyof typeof parts
const isPart = (text: string | undefined): text is Part => text !== undefined && text in parts

/** 访客: the log, what waits, who is kept out, and the gates. What is looked at stands in the address. */
export function VisitorPage() {
  const { get, set } = useUrlState()
  const asked = get('part')
  const part = isPart(asked) ? asked : 'log'
  const Shown = parts[part]
  return (
    <Page title={shared.pages.visitors} line={words.line}>
      <Segmented
        value={part}
        onChange={next => set({ ...Object.fromEntries(filters.map(name => [name, undefined])), part: String(next) })}
        options={Object.entries(words.tabs).map(([value, label]) => ({ value, label }))}
      />
      <Shown />
    </Page>
  )
}
