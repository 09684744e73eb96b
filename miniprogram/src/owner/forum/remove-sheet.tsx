import { forumApi } from '@linli/shared/forum/api'
import { View } from '@tarojs/components'
import { call } from '../../api'
import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { useAct } from '../../use-act'
import { forumWords } from './words'

type Props = {
  home: { communityId: string; roomId: string }
  postId: string
  onRemoved: () => void
  onClose: () => void
}

/** Deleting says what it means before it is done. */
export function RemoveSheet({ home, postId, onRemoved, onClose }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const remove = async () => {
    await call(forumApi.remove, { ...home, postId })
    onRemoved()
  }
  return (
    <Sheet open title={words.removeAsk} onClose={onClose}>
      <View>{words.removeLine}</View>
      <Trouble problem={act.problem} />
      <Button wide kind="plain" risk busy={act.busy && words.removing} onTap={() => act.run('remove', remove)}>
        {words.remove}
      </Button>
    </Sheet>
  )
}
