import { Button } from '../../kit/button'
import { Sheet } from '../../kit/sheet'
import { gateWords as words } from './words'

/** Why somebody is turned away: one tap, none of them to be typed. */
export const WhySheet = ({ onWhy, onClose }: { onWhy: (why: string) => void; onClose: () => void }) => (
  <Sheet open title={words.why} onClose={onClose}>
    {words.whys.map(why => (
      <Button key={why} kind="plain" wide onTap={() => onWhy(why)}>
        {why}
      </Button>
    ))}
  </Sheet>
)
