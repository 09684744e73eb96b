import { noticesApi } from '@linli/shared/notices/api'
import { ConfirmDialog } from '../kit/confirm-dialog'
import { useDone } from '../kit/use-done'
import { useWrite } from '../queries'
import { usePlace } from '../session'
import type { DialogOf } from './notice-acts'
import { refreshes } from './refreshes'
import { actWords, audienceWords } from './words'

const words = actWords.publish

/** 发布, which cannot be taken back; the button says to whom. */
export function PublishDialog({ notice: { noticeId, version, title, scope, category }, open, close }: DialogOf) {
  const { communityId } = usePlace()
  const publish = useWrite(noticesApi.publish, useDone(refreshes, close, words.done))
  return (
    <ConfirmDialog
      title={words.title(title)}
      open={open}
      close={close}
      action={words.action(audienceWords(scope))}
      busy={publish.isPending}
      error={publish.error}
      confirm={() => publish.mutate({ communityId, noticeId, version })}
    >
      <p>{words.line}</p>
      {category === 'emergency' && <p>{words.urgent}</p>}
    </ConfirmDialog>
  )
}
