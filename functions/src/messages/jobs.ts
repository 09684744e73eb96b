import { consumer, type Jobs } from '../jobs'
import { SendMessageBody } from './facts'
import { sendMessage } from './send-message'

export const jobs: Jobs = {
  consumers: [consumer({ type: 'message.send', queue: 'messages', body: SendMessageBody, handle: sendMessage })],
  schedules: [],
}
