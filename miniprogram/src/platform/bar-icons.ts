const names = { '.taro-navigation-bar-home': '回首页', '.taro-navigation-bar-back': '返回' }

/** Taro's own two icons in the bar at the top are pictures without a name: says what they do, once they are there. */
export function nameBarIcons(body: HTMLElement): void {
  const watch = new MutationObserver(() => {
    if (nameAll(body)) watch.disconnect()
  })
  if (!nameAll(body)) watch.observe(body, { childList: true, subtree: true })
}

function nameAll(body: HTMLElement): boolean {
  const icons = Object.entries(names).map(([selector, name]) => ({ icon: body.querySelector(selector), name }))
  for (const { icon, name } of icons) {
    icon?.setAttribute('role', 'button')
    icon?.setAttribute('aria-label', name)
    icon?.setAttribute('tabindex', '0')
  }
  return icons.every(({ icon }) => icon !== null)
}
