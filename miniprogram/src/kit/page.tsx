import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect, useRef } from 'react'
import { platform } from '../platform/platform'
import type { Problem } from '../problems'
import { clockOf } from '../time-words'
import { Banner } from './banner'
import { Button } from './button'
import { Skeleton } from './skeleton'
import { State } from './state'
import { chooseTypeSize, isLarger, sizeClass, useTypeSize, useTypeSizeAuto } from './type-size'
import { useSaid, useWords } from './use-words'
import { kitWords } from './words'

type PageProps = {
  children?: ReactNode
  /** What the page waits for: its skeleton, its error and its "from memory" banner come from here. */
  load?: { data?: unknown; problem?: Problem; keptAt?: string; loading: boolean; reload: () => Promise<void> }
  /** Loads again when the page is shown again (somebody paid, bound or removed meanwhile). */
  refresh?: boolean
  skeleton?: readonly number[]
  banner?: ReactNode
  /** A fixed bar at the bottom. */
  foot?: ReactNode
  tabs?: ReactNode
  /** The office's phone: on error pages, and on every page of 长辈版. */
  phone?: string
  /** Where 长辈版 names the page differently from its configuration. */
  title?: string
}

/** Root of every page: type size, colours, banner, and what stands in for content that is not there. */
export function Page({ children, load, refresh, skeleton, banner, foot, tabs, phone, title }: PageProps) {
  const words = useWords(kitWords)
  const size = useTypeSize()
  useDidShow(() => {
    // The first show finds the first load under way.
    if (refresh && load && !load.loading) void load.reload()
  })
  useTitle(title)
  const ready = !load || load.data !== undefined
  const larger = isLarger(size)
  const className = `ll${sizeClass[size]}${foot && ready ? ' ll--foot' : ''}${tabs && larger ? ' ll--tabs' : ''}`
  return (
    <View className={className}>
      <TopBanner keptAt={load?.keptAt}>{banner}</TopBanner>
      {ready ? (
        <View className="ll-body">{children}</View>
      ) : load?.problem ? (
        <Failed problem={load.problem} reload={load.reload} phone={phone} />
      ) : null}
      {!ready && !load?.problem ? (
        <View className="ll-body">
          <Skeleton blocks={skeleton} />
        </View>
      ) : null}
      {ready && larger && phone ? (
        <View className="ll-body">
          <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
            {words.call}
          </Button>
        </View>
      ) : null}
      {foot && ready ? <View className="ll-foot">{foot}</View> : null}
      {tabs}
    </View>
  )
}

function useTitle(title: string | undefined): void {
  const larger = isLarger(useTypeSize())
  const last = useRef(false)
  useEffect(() => {
    if (title && (larger || last.current)) void Taro.setNavigationBarTitle({ title })
    last.current = larger
  }, [title, larger])
}

/** One banner: no network before anything else, then the note about larger type, then the page's own. */
function TopBanner({ keptAt, children }: { keptAt?: string; children: ReactNode }) {
  const words = useWords(kitWords)
  const auto = useTypeSizeAuto()
  if (keptAt) return <Banner kind="offline" text={words.offlineSince(clockOf(keptAt))} />
  if (!auto) return children
  return (
    <Banner kind="info" text={words.biggerOn}>
      <Button kind="text" onTap={() => chooseTypeSize('standard')}>
        {words.biggerOff}
      </Button>
    </Banner>
  )
}

/** An error page: what happened, what is safe, once more, and the office's phone. */
function Failed({ problem, reload, phone }: { problem: Problem; reload: () => Promise<void>; phone?: string }) {
  const words = useWords(kitWords)
  const said = useSaid()
  return (
    <State
      live
      icon={problem.kind === 'offline' ? 'offline' : 'alert'}
      head={said(problem.head)}
      line={said(problem.line)}
      small={problem.requestId && words.number(problem.requestId)}
    >
      <Button wide onTap={() => void reload()}>
        {words.again}
      </Button>
      {phone ? (
        <Button kind="plain" wide onTap={() => platform.callPhone(phone)}>
          {words.call}
        </Button>
      ) : null}
    </State>
  )
}
