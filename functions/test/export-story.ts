import { communitiesApi } from '@linli/shared/communities/api'
import { exportsApi } from '@linli/shared/exports/api'
import type { Context } from '../src/context'
import { writeCommunity } from '../src/exports/write-community'
import { writeList } from '../src/exports/write-list'
import type { Act } from './records'

/** A list and the whole community are taken along; the community's own file is offered back to it. */
export async function exportStory(
  desk: Act,
  deps: Context['deps'],
  communityId: string,
  personId: string,
): Promise<void> {
  const at = { communityId }
  const { exportId } = await desk(exportsApi.startList, { ...at, list: communitiesApi.listRooms.id, filters: {} })
  await writeList(deps, { ...at, exportId, personId })
  await desk(exportsApi.link, { ...at, exportId })
  const passphrase = '竹外桃花三两枝 2026'
  const whole = await desk(exportsApi.startCommunity, { ...at, passphrase })
  await writeCommunity(deps, { ...at, exportId: whole.exportId, personId })
  const { url } = await desk(exportsApi.link, { ...at, exportId: whole.exportId })
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
  const back = await desk(exportsApi.startRestore, { ...at, fileName: '全部资料.linli', size: bytes.length })
  await fetch(back.uploadUrl, { method: 'PUT', body: bytes, headers: { 'content-type': 'application/octet-stream' } })
  await desk(exportsApi.runRestore, { ...at, exportId: back.export.exportId, passphrase })
}
