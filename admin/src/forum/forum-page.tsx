import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { Button, Segmented } from 'antd'
import { Banner } from '../kit/banner'
import { Page } from '../kit/page'
import { useUrlState } from '../kit/url-state'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { MuteList } from './mute-list'
import { PostShow } from './post-show'
import { PostTable } from './post-table'
import { ReviewQueue } from './review-queue'
import { SettingsCard } from './settings-card'
import { forumWords as words } from './words'

const parts = {
  review: ReviewQueue,
  reported: () => <PostTable shelf="reported" />,
  appeals: () => <PostTable shelf="appeals" />,
  published: () => <PostTable shelf="published" />,
  down: () => <PostTable shelf="down" />,
  mutes: MuteList,
  settings: SettingsCard,
}
type Part = keyof typeof parts
const isPart = (text: string | undefined): text is Part => text !== undefined && text in parts

/** 邻里: what waits for a person, what was said, who may not speak. What is looked at stands in the address. */
export function ForumPage() {
  const { get, set } = useUrlState()
  const asked = get('part')
  const part = isPart(asked) ? asked : 'review'
  const Shown = parts[part]
  const go = (next: Part) => set({ part: next, show: undefined, q: undefined })
  return (
    <Page title={shared.pages.forum} line={words.line}>
      <OffBanner settings={part === 'settings' ? undefined : () => go('settings')} />
      <Segmented
        aria-label={words.parts}
        className="bar-segment"
        value={part}
        onChange={go}
        options={Object.entries(words.tabs).flatMap(([value, label]) => (isPart(value) ? [{ value, label }] : []))}
      />
      <Shown />
      <PostShow postId={get('show')} close={() => set({ show: undefined })} />
    </Page>
  )
}

/** Said wherever one looks: nobody here sees anything of it yet. */
function OffBanner({ settings }: { settings: (() => void) | undefined }) {
  const { communityId } = usePlace()
  const { data } = useRead(forumDeskApi.getSettings, { communityId })
  if (!data || (data.on && data.released)) return null
  const { head, line } = data.released ? words.off : words.notReleased
  return (
    <Banner tone="info" action={settings && <Button onClick={settings}>{words.off.action}</Button>}>
      <strong>{head}</strong>
      <p>{line}</p>
    </Banner>
  )
}
