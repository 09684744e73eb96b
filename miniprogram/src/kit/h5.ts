const isH5 = process.env.TARO_ENV === 'h5'

/** Props that only the H5 elements need; on WeChat they would travel with every setData for nothing. */
export const h5Label = (label: string | undefined): { nativeProps?: Record<string, unknown> } =>
  isH5 && label ? { nativeProps: { 'aria-label': label } } : {}

/** A View that is tapped: says so to a screen reader, and takes the keyboard on H5. */
export const tappable = (label?: string) =>
  ({ ariaRole: 'button', ...(label ? { ariaLabel: label } : {}), ...(isH5 ? { tabIndex: 0 } : {}) }) as const
