import { Button } from 'antd'
import { State } from '../kit/state'

type Props = {
  list: { isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
  words: { emptyHere: { head: string; line: string }; lookOn: string }
}

/** Nothing of what was read so far fits, and there is more to read. */
export const NoneSoFar = ({ list, words }: Props) => (
  <State
    {...words.emptyHere}
    action={
      <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {words.lookOn}
      </Button>
    }
  />
)
