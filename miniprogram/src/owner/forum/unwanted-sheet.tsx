import { forumApi } from '@linli/shared/forum/api'
import type { UnwantedLine } from '@linli/shared/forum/schema'
import { call } from '../../api'
import { Row } from '../../kit/row'
import { Sheet } from '../../kit/sheet'
import { Skeleton } from '../../kit/skeleton'
import { State } from '../../kit/state'
import { Trouble } from '../../kit/trouble'
import { useWords } from '../../kit/use-words'
import { momentOf } from '../../time-words'
import { useAct } from '../../use-act'
import { useLoad } from '../../use-load'
import { unwant } from './unwanted'
import { forumWords } from './words'

type Props = { home: { communityId: string; roomId: string }; onClose: () => void }

/** What this account does not want to see; a tap brings it back. */
export function UnwantedSheet({ home, onClose }: Props) {
  const words = useWords(forumWords)
  const act = useAct()
  const load = useLoad(`forum-unwanted.${home.roomId}`, () => call(forumApi.unwanted, home))
  const problem = act.problem ?? load.problem
  const again = ({ postId, what }: UnwantedLine) =>
    act.run(postId, async () => {
      await unwant(home, { postId, what, on: false })
      await load.reload()
    })
  return (
    <Sheet open title={words.unwantedOnes} onClose={onClose}>
      <Trouble problem={problem} />
      {load.data === undefined && !problem ? <Skeleton blocks={[56, 56]} /> : null}
      {load.data?.items.length === 0 ? <State icon="talk" head={words.unwantedNone} /> : null}
      {load.data?.items.map(line => (
        <Row
          key={line.postId}
          title={line.author}
          note={line.what === 'author' ? words.unwantedAll : words.unwantedOne(momentOf(line.at))}
          value={words.wantAgain}
          label={`${words.wantAgain}，${line.author}`}
          disabled={act.busy !== undefined}
          onTap={() => again(line)}
        />
      ))}
    </Sheet>
  )
}
