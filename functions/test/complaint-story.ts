import { complaintsApi as api } from '@linli/shared/complaints/api'
import type { Act } from './records'

/** Everything that can be done to complaints, once. */
export async function complaintStory(
  mine: Act,
  desk: Act,
  {
    communityId,
    roomId,
    colleagueId,
    officerId,
    pictureId,
  }: { communityId: string; roomId: string; colleagueId: string; officerId: string; pictureId: string },
): Promise<void> {
  const home = { communityId, roomId }
  const submit = async () => {
    const { complaintId } = await mine(api.submit, {
      ...home,
      kind: 'complaint',
      text: '楼道灯坏了没人管',
      phone: '13800097001',
    })
    return { own: { ...home, complaintId }, one: { communityId, complaintId } }
  }
  const { own, one } = await submit()
  await mine(api.addMyNote, { ...own, text: '三楼到五楼' })
  await desk(api.accept, one)
  await desk(api.nameConcerned, { ...one, personIds: [colleagueId] })
  await desk(api.assign, { ...one, personId: officerId })
  await desk(api.note, { ...one, text: '已联系电工' })
  await desk(api.addPictures, { ...one, fileIds: [pictureId] })
  await desk(api.answer, { ...one, text: '灯已换好' })
  await mine(api.rate, { ...own, stars: 3 })
  await mine(api.reopen, { ...own, reason: '又坏了' })
  await desk(api.answer, { ...one, text: '换了整段线路' })
  await desk(api.close, one)
  await desk(api.publish, { ...one, title: '3 栋楼道照明', measure: '更换线路，每周巡查' })
  await desk(api.unpublish, one)
  await mine(api.withdraw, (await submit()).own)
  const said = { kind: 'inquiry' as const, name: '王芳', text: '几点停水' }
  await desk(api.enter, { communityId, source: 'hotline', externalNumber: 'H1', externalDueOn: '2026-11-24', ...said })
}
