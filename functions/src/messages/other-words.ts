import type { MessageFacts } from './facts'
import { roomName } from '@linli/shared/communities/room-name'
import * as z from 'zod'
import { messageText } from './words'

/** What an SMS and a mail say. `kind` names the SMS template, and `values` are its variables. */
export const OtherText = z.object({
  sms: z.object({ kind: z.string(), values: z.record(z.string(), z.string()) }),
  mail: z.object({ subject: z.string(), text: z.string() }),
})
export type OtherText = z.infer<typeof OtherText>

/** 变量: 35 characters at most, no pictures and not the signature's brackets, or the provider refuses the text. */
const mostCharacters = 35
const notTaken = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Cf}\p{Co}\p{Cs}\p{Cc}\uFE0F【】]+/gu
const short = (text: string) => {
  const chars = [...(text.replace(notTaken, ' ').replace(/\s+/g, ' ').trim() || '请看小程序')]
  return chars.length > mostCharacters ? `${chars.slice(0, mostCharacters - 1).join('')}…` : chars.join('')
}

/** The same message where there is no page to open; undefined for kinds that go no other way. */
export function otherText(facts: MessageFacts, at: string): OtherText | undefined {
  const { title, text } = messageText(facts, at)
  switch (facts.kind) {
    case 'notice_urgent':
      return {
        sms: {
          kind: 'notice_urgent',
          values: { publisher: short(facts.publisher), title: short(facts.title), phone: facts.phone },
        },
        mail: { subject: `${title}：${facts.title}`, text: `${text}。详情请看小程序，有疑问请打 ${facts.phone}` },
      }
    case 'member_joined':
      return {
        sms: {
          kind: 'member_joined',
          values: { room: short(roomName(facts.roomCode)), who: short(`${facts.nameMasked}（${facts.role}）`) },
        },
        mail: { subject: title, text },
      }
    default:
      return undefined
  }
}
