import { Button } from 'antd'
import './banner.css'
import { yuan } from './format'
import { kitWords } from './words'

/** How many rows are chosen and what they come to; nothing while none is. */
export function SelectionBar({ amounts, clear }: { amounts: number[]; clear: () => void }) {
  if (amounts.length === 0) return null
  return (
    <div className="banner banner-info" role="status">
      <span className="figure">
        {kitWords.chosen(amounts.length)}，{kitWords.sum} {yuan(amounts.reduce((sum, fen) => sum + fen, 0))}
      </span>
      <Button size="small" onClick={clear}>
        {kitWords.clearChosen}
      </Button>
    </div>
  )
}
