import type { Post, UnwantedLine } from '@linli/shared/forum/schema'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../kit/button'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { toast } from '../../kit/toast'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { homePage } from '../home-page'
import { RemoveSheet } from './remove-sheet'
import { ReportSheet } from './report-sheet'
import { unwant } from './unwanted'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; post: Post; onChanged: () => void }

/** ⋯: what is done seldom. 举报 and 不看 of somebody else's, 修改 and 删除 of one's own. */
export function PostMenu({ home, post, onChanged }: Props) {
  const words = useWords(forumWords)
  const [open, setOpen] = useState<'menu' | 'report' | 'remove'>()
  const { postId, replyTo, mine, may } = post
  const act = useAct()
  const busy = act.busy !== undefined
  const close = () => setOpen(undefined)
  const hide = (what: UnwantedLine['what']) =>
    act.run('unwant', async () => {
      await unwant(home, { postId, what, on: true })
      close()
      toast(words.unwantedDone)
      if (!replyTo) void Taro.navigateBack()
    })
  const removed = () => {
    close()
    if (replyTo) onChanged()
    else void Taro.navigateBack()
  }
  return (
    <>
      <Button kind="text" label={words.moreOf(post.author)} onTap={() => setOpen('menu')}>
        {words.more}
      </Button>
      <Sheet open={open === 'menu'} title={words.more} onClose={close}>
        {may.includes('report') ? <Row icon="alert" title={words.report} onTap={() => setOpen('report')} /> : null}
        {mine ? null : (
          <>
            <Row icon="close" title={words.unwanted} disabled={busy} onTap={() => hide('post')} />
            <Row
              icon="close"
              title={words.unwantedAuthor}
              note={words.unwantedNote}
              disabled={busy}
              onTap={() => hide('author')}
            />
          </>
        )}
        <Trouble problem={act.problem} />
        {may.includes('edit') ? (
          <Row
            icon="type"
            title={words.edit}
            onTap={() => {
              close()
              void Taro.navigateTo({ url: homePage('forum/new', home, { postId }) })
            }}
          />
        ) : null}
        {may.includes('remove') ? <Row icon="close" title={words.remove} onTap={() => setOpen('remove')} /> : null}
      </Sheet>
      {open === 'report' ? <ReportSheet home={home} postId={postId} onClose={close} /> : null}
      {open === 'remove' ? <RemoveSheet home={home} postId={postId} onRemoved={removed} onClose={close} /> : null}
    </>
  )
}
