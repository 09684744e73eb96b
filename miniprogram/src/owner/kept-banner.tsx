import { Banner } from '../kit/banner'
import { Button } from '../kit/button'
import { useWords } from '../kit/use-words'
import { ownerWords } from './words'

/** Above a form that opens with what was not sent the last time. */
export function KeptBanner({ onStartAnew }: { onStartAnew: () => void }) {
  const words = useWords(ownerWords)
  return (
    <Banner kind="info" text={words.kept}>
      <Button kind="text" onTap={onStartAnew}>
        {words.keptAway}
      </Button>
    </Banner>
  )
}
