import { formatDateTime } from '@linli/shared/time'
import type { LocalState } from '../local-state'
import type { SentText } from '../aliyun/book'
import type { Message } from '../wechat/book'
import { el, show } from './dom'
import { gateway } from './local'
import type { Tab } from './panel'
import { onState } from './watch'
import { templateTitle } from './wechat'
import { words } from './words'

const most = 50

/** The subscription messages that WeChat delivered, SMS and mails, newest first. */
export function messagesTab(): Tab {
  const body = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  let state: LocalState | undefined
  onState(next => {
    state = next
  })
  const refresh = async () => {
    const [messages, texts] = await Promise.all([gateway.messages(), gateway.texts()])
    const known = state
    if (!known) return
    if (messages.length + texts.length === 0) return show(body, el('p', { class: 'empty', text: words.messages.none }))
    const all = [
      ...messages.map(message => ({ at: message.sentAt, item: () => itemOf(message, known) })),
      ...texts.map(text => ({ at: text.sentAt, item: () => textItem(text) })),
    ].sort((a, b) => (a.at < b.at ? 1 : -1))
    show(body, el('ul', {}, ...all.slice(0, most).map(each => each.item())))
  }
  return { key: 'messages', body, refresh }
}

/** An SMS or a mail, by its number or address. */
function textItem({ kind, to, subject, text, sentAt }: SentText): HTMLElement {
  return el(
    'li',
    { class: 'item' },
    el(
      'div',
      { class: 'line' },
      el('b', { text: subject ?? words.messages.kinds[kind] }),
      el('span', { class: 'quiet', text: `${words.messages.to} ${to}` }),
      el('span', { class: 'quiet num', text: formatDateTime(sentAt) }),
    ),
    el('p', { text }),
  )
}

function itemOf(message: Message, state: LocalState): HTMLElement {
  const known = [...state.residents, ...state.field].find(({ openid }) => openid === message.openid)
  const name = known?.name ?? words.messages.someone
  return el(
    'li',
    { class: 'item' },
    el(
      'div',
      { class: 'line' },
      el('b', { text: templateTitle(state, message.templateId) }),
      el('span', { class: 'quiet', text: `${words.messages.to} ${name}` }),
      el('span', { class: 'quiet num', text: formatDateTime(message.sentAt) }),
    ),
    el('p', { text: Object.values(message.data).join(' · ') }),
  )
}
