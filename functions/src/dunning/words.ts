import { roomName } from '@linli/shared/communities/room-name'

/** What dunning writes that is no letter. */
export const dunningWords = {
  notReady: '还没有开通这个渠道',
  subject: (roomCode: string) => `${roomName(roomCode)} 缴费提醒`,
}
