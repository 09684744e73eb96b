import * as z from 'zod'
import { startWechatGateway } from '../local/wechat/gateway'
import { pushOpenid, pushTemplate } from './push-estate'
import { answerWith } from './side'

/** WeChat in a process of its own: its users, what they allowed, and what each of them got. */
const gateway = await startWechatGateway({ origin: 'http://127.0.0.1:1', timer: false })
const { control } = gateway

answerWith({
  keys: () => ({ url: gateway.url, ...control.app() }),
  /** More than one each, so that a second message would arrive. */
  allow(input) {
    const people = z.number().parse(input)
    for (let i = 0; i < people; i++) control.grant({ openid: pushOpenid(i), templateId: pushTemplate, count: 3 })
  },
  sent() {
    const messages = control.messages()
    return { sent: messages.length, people: new Set(messages.map(({ openid }) => openid)).size }
  },
})
