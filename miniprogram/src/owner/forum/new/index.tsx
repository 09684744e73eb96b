import { forumApi } from '@linli/shared/forum/api'
import { useRouter } from '@tarojs/taro'
import { call } from '../../../api'
import { Page } from '../../../kit/page'
import { useLoad } from '../../../use-load'
import { useHomeOf } from '../../session'
import { SignedIn } from '../../signed-in'
import { Compose } from '../compose'
import { EditPost } from '../edit-post'
import { ForumOff } from '../forum-off'
import { Muted } from '../muted'

export default function NewPostPage() {
  return <SignedIn>{() => <NewPost />}</SignedIn>
}

/** Something new, or one's own post once more (`postId`). */
function NewPost() {
  const { communityId = '', roomId = '', postId } = useRouter().params
  const home = useHomeOf(roomId)
  const at = { communityId, roomId }
  const load = useLoad(postId && `post-edit.${postId}`, () => call(forumApi.get, { ...at, postId: postId ?? '' }))
  const face = useLoad(`forum-face.${roomId}`, () => call(forumApi.face, at), forumApi.face.output)
  const topics = face.data?.topics ?? []
  if (!home) return null
  if (face.data?.on === false) return <ForumOff phone={home.officePhone} />
  if (face.data?.muted) return <Muted home={at} phone={home.officePhone} muted={face.data.muted} />
  if (!postId) return <Compose home={home} topics={topics} />
  if (!load.data) return <Page load={load} phone={home.officePhone} />
  return <EditPost home={home} topics={topics} post={load.data.post} />
}
