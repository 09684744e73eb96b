import { noticesApi } from '@linli/shared/notices/api'
import { MyNotice } from '@linli/shared/notices/schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '../../../api'
import { Button } from '../../../kit/button'
import { Card } from '../../../kit/card'
import { role } from '../../../kit/h5'
import { Page } from '../../../kit/page'
import { State } from '../../../kit/state'
import { Tag } from '../../../kit/tag'
import { Trouble } from '../../../kit/trouble'
import { useWords } from '../../../kit/use-words'
import { platform } from '../../../platform/platform'
import { momentOf } from '../../../time-words'
import { useAct } from '../../../use-act'
import { type Load, useLoad } from '../../../use-load'
import { homePage } from '../../home-page'
import { AskForMessages } from '../../messages/ask-for-messages'
import { useHomeThere } from '../../session'
import { SignedIn } from '../../signed-in'
import { AttachmentRows } from '../attachment-rows'
import { NoticeBody } from '../notice-body'
import { ObjectionCard } from '../objection-card'
import { noticeTones } from '../tones'
import { noticeWords } from '../words'

export default function NoticePage() {
  return <SignedIn>{() => <OneNotice />}</SignedIn>
}

/** What the person has just done, after which they understand why they are asked. */
type Done = 'confirmed' | 'objected'

/** One notice. That it was opened is told once it is there; an emergency has a button that stays in reach. */
function OneNotice() {
  const words = useWords(noticeWords)
  const { communityId = '', roomId: asked, noticeId = '' } = useRouter().params
  const home = useHomeThere(communityId, asked)
  const of = { communityId, roomId: home?.roomId ?? asked ?? '', noticeId }
  const load = useLoad(`notice.${noticeId}.${of.roomId}`, () => call(noticesApi.getMine, of), MyNotice)
  useRead(of, load)
  const [done, setDone] = useState<Done>()
  const changed = async (what: Done) => {
    await load.reload()
    setDone(what)
    // In long words what is asked on top would not be seen from where the text ends.
    if (what === 'confirmed') await Taro.pageScrollTo({ scrollTop: 0, duration: 0 }).catch(() => undefined)
  }
  const notice = load.data
  // Mostly from an old message.
  if (load.problem?.code === 'record.not_found' && !notice) return <Gone at={of} phone={home?.officePhone} />
  return (
    <Page
      load={load}
      refresh
      skeleton={[64, 240]}
      phone={home?.officePhone}
      title={words.row}
      foot={
        notice?.category === 'emergency' && !notice.over ? (
          <Confirm of={of} notice={notice} onDone={() => changed('confirmed')} />
        ) : undefined
      }
    >
      {notice ? (
        <>
          {done === 'confirmed' ? (
            <AskForMessages
              head={words.urgentHead}
              line={words.urgentLine}
              kinds={['notice_urgent', 'notice_published']}
            />
          ) : null}
          <Card>
            <View className="ll-stack">
              <View>
                <Tag tone={noticeTones[notice.category]}>{words.category(notice.category)}</Tag>
              </View>
              <View className="ll-head own-words">{notice.title}</View>
              <View className="ll-sub">
                <View>{notice.by}</View>
                <View>{momentOf(notice.publishedAt)}</View>
              </View>
              <NoticeBody blocks={notice.blocks} pictures={notice.pictures} />
              <View className="ll-cap">{notice.over ? words.over(notice.over) : words.until(notice.until)}</View>
            </View>
          </Card>
          <AttachmentRows of={of} attachments={notice.attachments} />
          {load.keptAt ? null : <ObjectionCard of={of} notice={notice} onDone={() => changed('objected')} />}
          {done === 'objected' ? (
            <AskForMessages head={words.answerHead} line={words.answerLine} kinds={['objection_answered']} />
          ) : null}
          <Button kind="plain" wide onTap={() => platform.callPhone(notice.publisher.phone)}>
            {words.call(notice.publisher.contact ?? notice.by)}
          </Button>
        </>
      ) : null}
    </Page>
  )
}

function Gone({ at, phone }: { at: OfNotice; phone: string | undefined }) {
  const words = useWords(noticeWords)
  return (
    <Page phone={phone} title={words.row}>
      <State live icon="bell" head={words.gone} line={words.goneLine}>
        <Button wide onTap={() => void Taro.redirectTo({ url: homePage('notices/list', at) })}>
          {words.seeAll}
        </Button>
      </State>
    </Page>
  )
}

type OfNotice = { communityId: string; roomId: string; noticeId: string }

function useRead({ communityId, roomId, noticeId }: OfNotice, load: Load<MyNotice>): void {
  const isNews = load.data !== undefined && !load.data.read && !load.data.over && load.keptAt === undefined
  useEffect(() => {
    // Without a network it stays unread, and is told the next time.
    if (isNews) call(noticesApi.markRead, { communityId, roomId, noticeId }).catch(() => undefined)
  }, [isNews, communityId, roomId, noticeId])
}

function Confirm({ of, notice, onDone }: { of: OfNotice; notice: MyNotice; onDone: () => Promise<void> }) {
  const words = useWords(noticeWords)
  const act = useAct()
  if (notice.confirmed)
    return (
      <View className="own-center" {...role('status')}>
        {words.known}
      </View>
    )
  const confirm = async () => {
    await call(noticesApi.confirm, of)
    await onDone()
  }
  return (
    <>
      <Trouble problem={act.problem} />
      <Button wide busy={act.busy && words.knowing} onTap={() => act.run('confirm', confirm)}>
        {words.iKnow}
      </Button>
    </>
  )
}
