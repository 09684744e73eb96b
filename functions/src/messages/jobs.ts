import { askReceipts } from './ask-receipts'
import { consumer, type Jobs } from '../jobs'
import { SendMessageBody } from './facts'
import { resumePushes } from './resume-pushes'
import { sendMessage } from './send-message'
import { TellStaffBody } from './staff-facts'
import { tellStaff } from './tell-staff'
import { tellWaiting } from './tell-waiting'

export const jobs: Jobs = {
  consumers: [
    consumer({ type: 'message.send', queue: 'messages', body: SendMessageBody, handle: sendMessage }),
    consumer({ type: 'message.tell_staff', queue: 'messages', body: TellStaffBody, handle: tellStaff }),
  ],
  schedules: [
    { name: 'resume-pushes', everySeconds: 60, run: resumePushes },
    { name: 'tell-waiting', everySeconds: 60, run: tellWaiting },
    { name: 'ask-receipts', everySeconds: 60, run: askReceipts },
  ],
}
