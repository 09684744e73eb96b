import * as z from 'zod'
import type { Label } from '../label'
import { roomKey } from './store'

const Coded = z.object({ code: z.string() })

/** A room's code. */
export const roomLabel = (communityId: string, roomId: string): Label => ({
  key: roomKey(communityId, roomId),
  nameIn: item => Coded.safeParse(item).data?.code,
})
