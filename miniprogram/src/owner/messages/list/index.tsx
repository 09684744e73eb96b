import { messagesApi } from '@linli/shared/messages/api'
import type { Message } from '@linli/shared/messages/schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../../api'
import { Card } from '../../../kit/card'
import { Page } from '../../../kit/page'
import { Pager } from '../../../kit/pager'
import { Row } from '../../../kit/row'
import { State } from '../../../kit/state'
import { Tag } from '../../../kit/tag'
import { useSaid, useWords } from '../../../kit/use-words'
import { Whole } from '../../../kit/whole'
import { momentOf } from '../../../time-words'
import { usePages } from '../../../use-pages'
import { useHome } from '../../session'
import { SignedIn } from '../../signed-in'
import { messageWords } from '../words'

export default function MessagesPage() {
  return <SignedIn>{() => <Messages />}</SignedIn>
}

const tabPages = ['tabs/home/index', 'tabs/bills/index', 'tabs/me/index']

/** 消息, newest first; a tap marks it read and leads to what it is about. */
function Messages() {
  const words = useWords(messageWords)
  const [read, setRead] = useState<string[]>([])
  const pages = usePages('messages', cursor => call(messagesApi.mine, { limit: 30, cursor }), messagesApi.mine.output)
  const open = ({ messageId, page, readAt }: Message) => {
    setRead(before => [...before, messageId])
    // A lost mark only leaves the message unread.
    if (!readAt) call(messagesApi.markRead, { messageId }).catch(() => undefined)
    if (page) void (tabPages.includes(page) ? Taro.switchTab : Taro.navigateTo)({ url: `/${page}` })
  }
  const items = pages.data?.items ?? []
  return (
    <Page load={pages} skeleton={[88, 88, 88]} phone={useHome()?.officePhone}>
      {pages.data && items.length === 0 ? <State icon="bell" head={words.empty} line={words.emptyLine} /> : null}
      {items.length > 0 ? (
        <Card flush>
          {items.map(message => (
            <MessageRow
              key={message.messageId}
              message={message}
              read={message.readAt !== undefined || read.includes(message.messageId)}
              onTap={() => open(message)}
            />
          ))}
        </Card>
      ) : null}
      <Pager next={pages.next} previous={pages.previous} />
    </Page>
  )
}

function MessageRow({ message, read, onTap }: { message: Message; read: boolean; onTap: () => void }) {
  const words = useWords(messageWords)
  const said = useSaid()
  const [title, text] = [said(message.title), said(message.text)]
  return (
    <Row
      title={title}
      note={
        <View>
          <View>
            <Whole text={text} />
          </View>
          <View className="ll-cap">{momentOf(message.at)}</View>
        </View>
      }
      value={read ? undefined : <Tag tone="due">{words.unread}</Tag>}
      label={[read ? '' : words.unread, title, text].filter(Boolean).join('，')}
      onTap={onTap}
    />
  )
}
