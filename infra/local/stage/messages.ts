import { formatDateTime } from '@linli/shared/time'
import type { LocalState } from '../local-state'
import type { Message } from '../wechat/book'
import { el, show } from './dom'
import { gateway } from './local'
import type { Tab } from './panel'
import { onState } from './watch'
import { templateTitle } from './wechat'
import { words } from './words'

const most = 50

/** The subscription messages that WeChat delivered, newest first. */
export function messagesTab(): Tab {
  const body = el('div', {}, el('p', { class: 'empty', text: words.loading }))
  let state: LocalState | undefined
  onState(next => {
    state = next
  })
  const refresh = async () => {
    const messages = await gateway.messages()
    const known = state
    if (!known) return
    if (messages.length === 0) return show(body, el('p', { class: 'empty', text: words.messages.none }))
    const newest = messages.slice(-most).reverse()
    show(body, el('ul', {}, ...newest.map(message => itemOf(message, known))))
  }
  return { key: 'messages', body, refresh }
}

function itemOf(message: Message, state: LocalState): HTMLElement {
  const name = state.residents.find(({ openid }) => openid === message.openid)?.name ?? words.messages.someone
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
