import { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { staffApi } from '@linli/shared/identity/staff-api'
import type { Channel } from './channel'
import type { Act, Recorder } from './records'

/** Somebody is invited into the field, asks for another code, and signs in by it; answers who. */
export async function staffStory(
  desk: Act,
  record: Recorder,
  { gateway }: Channel,
  at: { communityId: string },
): Promise<string> {
  const { personId } = await desk(staffApi.inviteStaff, { ...at, name: '李强', roles: ['repairer'] })
  const { code: invitation } = await desk(staffApi.inviteStaffAgain, { ...at, personId })
  const { code } = gateway.control.staffCode({ user: 'repairer' })
  ;(await record.call({}, staffApi.signInStaff, { code, invitation })).ok()
  await desk(staffMessagesApi.recordStaffGrants, { accepted: ['order_given'] })
  return personId
}
