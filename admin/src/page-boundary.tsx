import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { State } from './kit/state'
import { kitWords } from './kit/words'
import { words } from './words'

/** A page that breaks, or whose files an update has removed, leaves the frame standing and offers a reload. */
export class PageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError() {
    return { broken: true }
  }
  override render() {
    if (!this.state.broken) return this.props.children
    const reload = <Button onClick={() => window.location.reload()}>{kitWords.retry}</Button>
    return <State role="alert" head={kitWords.failed.head} line={words.failures.broken} action={reload} />
  }
}
