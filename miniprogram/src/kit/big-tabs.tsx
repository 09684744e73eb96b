import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { role, tappable } from './h5'
import { Icon, type IconName } from './icon'
import { isLarger, useTypeSize } from './type-size'
import { useWords } from './use-words'
import { kitWords } from './words'

/** A tab of 长辈版; `kind: page` is one that the ordinary tab bar does not have. */
export type BigTab = { id: string; name: string; icon: IconName; url: string; kind: 'tab' | 'page' }

type BigTabsProps = {
  tabs: readonly BigTab[]
  current: string
  /** This page has WeChat's tab bar, which is hidden then. */
  native: boolean
}

/** Takes the place of WeChat's tab bar in the larger type sizes, and gives it back in the standard one. */
export function BigTabs({ tabs, current, native }: BigTabsProps) {
  const larger = isLarger(useTypeSize())
  const words = useWords(kitWords)
  useEffect(() => {
    if (!native) return
    // It fails on a page that is no longer a tab page, which then shows no tab bar anyway.
    const done = larger ? Taro.hideTabBar() : Taro.showTabBar()
    done.catch(() => undefined)
  }, [larger, native])
  if (!larger) return null
  return (
    <View className="ll-tabs" {...role('tablist')}>
      {tabs.map(tab => (
        <View
          key={tab.id}
          className={tab.id === current ? 'll-tabs__item ll-tabs__item--on' : 'll-tabs__item'}
          onClick={() => void open(tab, current)}
          {...tappable(tab.id === current ? words.here(tab.name) : tab.name, 'tab')}
        >
          <Icon name={tab.icon} />
          <View>{tab.name}</View>
        </View>
      ))}
    </View>
  )
}

const open = (tab: BigTab, current: string) =>
  tab.id === current
    ? undefined
    : tab.kind === 'tab'
      ? Taro.switchTab({ url: tab.url })
      : Taro.navigateTo({ url: tab.url })
