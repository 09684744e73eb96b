import type { ThemeConfig } from 'antd'

/** The office's colours, spelled once: for antd below, and as --names for our own stylesheets. */
export const colours = {
  bg: '#f7f5f0',
  surface: '#ffffff',
  well: '#f0ede6',
  line: '#e2ddd2',
  edge: '#857d70',
  ink: '#1f2421',
  'ink-2': '#4c544f',
  'ink-3': '#646b66',
  brand: '#0e6b58',
  'brand-press': '#0a5143',
  'brand-soft': '#e2f0eb',
  due: '#9a4a00',
  'due-soft': '#fcefdd',
  ok: '#1d6f3a',
  'ok-soft': '#e5f3e7',
  danger: '#b3261e',
  'danger-soft': '#fceae8',
  info: '#1d5fa6',
  'info-soft': '#e6eff9',
  'link-hover': '#0f4280',
} as const

/** The soft grounds and link hover are named one by one: what antd derives from our colours is too pale to read on. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.brand,
    colorPrimaryHover: colours['brand-press'],
    colorPrimaryActive: colours['brand-press'],
    colorPrimaryBg: colours['brand-soft'],
    colorPrimaryBgHover: colours['brand-soft'],
    colorInfo: colours.info,
    colorInfoBg: colours['info-soft'],
    colorInfoBgHover: colours['info-soft'],
    colorLink: colours.info,
    colorLinkHover: colours['link-hover'],
    colorLinkActive: colours['link-hover'],
    colorWarning: colours.due,
    colorWarningBg: colours['due-soft'],
    colorWarningBgHover: colours['due-soft'],
    colorSuccess: colours.ok,
    colorSuccessBg: colours['ok-soft'],
    colorSuccessBgHover: colours['ok-soft'],
    colorError: colours.danger,
    colorErrorBg: colours['danger-soft'],
    colorErrorBgHover: colours['danger-soft'],
    colorErrorHover: '#8c1d17',
    colorErrorActive: '#8c1d17',
    colorTextBase: colours.ink,
    colorTextSecondary: colours['ink-2'],
    colorTextTertiary: colours['ink-3'],
    colorTextDescription: colours['ink-3'],
    colorTextPlaceholder: colours['ink-3'],
    colorBgLayout: colours.bg,
    colorBorder: colours.edge,
    colorBorderSecondary: colours.line,
    fontSize: 14,
    controlHeight: 36,
    borderRadius: 8,
    fontFamily: 'var(--font)',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.2s',
  },
}

/** For people who want nothing to move. antd is told so: a stylesheet that cuts its animations short misplaces its menus. */
export const themeWith = ({ motion }: { motion: boolean }): ThemeConfig => ({
  ...theme,
  token: { ...theme.token, motion },
})

/** Before the first paint: the stylesheets know the colours by name only. */
export function nameColours(root: HTMLElement): void {
  for (const [name, value] of Object.entries(colours)) root.style.setProperty(`--${name}`, value)
}
