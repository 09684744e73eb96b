import { Progress } from 'antd'
import { Card } from './page'

type Props = { title: string; line: string; progress: { done: number; total: number }; text: string }

/** What the server is at work on: how far it is, and that nobody has to wait for it here. */
export function UnderWay({ title, line, progress: { done, total }, text }: Props) {
  return (
    <Card title={title}>
      <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} aria-label={title} />
      <p className="figure" role="status">
        {text}
      </p>
      <p className="hint">{line}</p>
    </Card>
  )
}
