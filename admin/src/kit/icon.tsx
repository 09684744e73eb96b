/** Line icons on a 24 px grid. */
const paths = {
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  home: 'M4 11 12 4l8 7v9h-5v-6H9v6H4z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-6 6.500-6s6.100 2.400 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .8 3.200 2.800 3.500 5.500',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  place: 'M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11ZM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
  joined: 'M3 6h18v13H3zM3 6l9 7 9-7M9 19v2M15 19v2',
  key: 'M8 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM11.5 12.5 20 4M16 8l3 3',
  send: 'M4 12 20 4l-5 16-3.500-6.500zM11.500 13.500 20 4',
  upload: 'M12 16V5M7.500 9 12 4.500 16.500 9M4 16v4h16v-4',
  download: 'M12 4v11M7.500 11 12 15.500 16.500 11M4 16v4h16v-4',
  price: 'M4 4h8l8 8-8 8-8-8zM8.500 8.500h.01',
  bulk: 'M4 6h4v4H4zM4 14h4v4H4zM11 8h9M11 16h9',
  run: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  bill: 'M5 3h10l4 4v14H5zM15 3v4h4M9 12h6M9 16h4',
  question: 'M4 4h16v13h-9l-5 4v-4H4zM9.5 8.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .7-1 1.200M12 14.300h.01',
  speech: 'M4 5h16v11h-8l-5 4v-4H4zM12 8v3M12 13.500h.01',
  talk: 'M3 4h12v8H9l-4 3v-3H3zM18 9h3v8h-2v3l-4-3h-5v-2',
  back: 'M9 7 4 12l5 5M4 12h11a5 5 0 0 1 0 10h-2',
  order: 'M3 6h18v12H3zM3 10h18M7 15h4',
  till: 'M4 20v-7h16v7zM7 13V4h10v9M9.5 7.5h5M10 16.500h4',
  receipt: 'M5 3h14v18l-2.300-1.500L14.300 21 12 19.500 9.700 21l-2.400-1.500L5 21zM9 8h6M9 12h6',
  invoice: 'M4 5h16v14H4zM8 9h8M8 12h3M13 15.500l1.500 1.500 3-3.500',
  opening: 'M6 21V4M6 4h11l-2.5 4L17 12H6',
  history: 'M4 5v5h5M4.500 10a8 8 0 1 1-.5 4M12 8v4.500l3 1.700',
  deposit: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2',
  chart: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
  bank: 'M4 10 12 4l8 6M5 10h14M7 10v7M12 10v7M17 10v7M4 20h16v-3H4z',
  mandate: 'M6 3h12v18H6zM9 8h6M9 12h6M9 17c1-1.500 2-1.500 3 0s2 1.500 3 0',
  day: 'M5 4h14v16H5zM5 9h14M9 2v4M15 2v4M9 14l2 2 4-4',
  check: 'M4 4h16v16H4zM8 12l3 3 5-6',
  month: 'M5 4h14v16H5zM5 9h14M9 2v4M15 2v4M9 13h6M9 17h6',
  voucher: 'M4 5h16v14H4zM4 10h16M12 10v9M7 7.500h3',
  expense: 'M4 6h16v12H4zM12 9v6M9.500 12.500 12 15l2.500-2.500M7 6V4h10v2',
  journal: 'M5 3h12a2 2 0 0 1 2 2v16H7a2 2 0 0 1-2-2zM9 8h6M9 12h6M5 17h14',
  audit: 'M12 3a9 9 0 1 0 9 9M12 7v5l3 2M21 4v5h-5',
  space: 'M4 3h16v18H4zM9 17V7h4a3 3 0 0 1 0 6H9',
  vehicle: 'M4 16v-4l2-5h12l2 5v4zM4 12h16M6 16v3M18 16v3M7.500 14h.01M16.500 14h.01',
  meter: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 12l3-3.500M8 15h8',
  reading: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  pool: 'M12 3v6M12 9 5 15M12 9l7 6M12 9v6M3 17h4v4H3zM10 17h4v4h-4zM17 17h4v4h-4z',
  contract: 'M6 3h9l4 4v14H6zM9 8h4M9 12h6M9 17c2-2 3 1 6-1',
  assignment: 'M4 11 12 4l8 7v9H4zM9 12h6M9 16h4',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M12 3v2',
  phone: 'M6 3h4l1.500 5-2.500 2a12 12 0 0 0 5 5l2-2.500 5 1.500v4c0 1.500-1 2-2 2C11 20 4 13 4 5c0-1 .5-2 2-2Z',
  repair:
    'M14.500 6.500a4 4 0 0 1 5-1.500l-3 3 .5 2 2 .5 3-3a4 4 0 0 1-5.500 5.200L9 20a2 2 0 0 1-3-3l7.500-7.500a4 4 0 0 1 1-3Z',
  worker: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 20c.5-4 3.500-6 8-6s7.500 2 8 6M7 5h10M12 2v2',
  settings: 'M4 7h10M18 7h2M14 5v4h4V5zM4 17h2M10 17h10M6 15v4h4v-4z',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l4.500 4.500',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="icon">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
