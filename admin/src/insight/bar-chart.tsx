import { BarChart as Bars } from 'echarts/charts'
import { AriaComponent, GridSimpleComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { count, percent, yuan } from '../kit/format'
import { colours } from '../theme'
import './overview.css'
import { insightWords } from './words'

// A tooltip with its pointer would be 17 KB more than the label that a bar shows under the mouse.
register([Bars, GridSimpleComponent, AriaComponent, SVGRenderer])

/** One series for each meaning: what is paid is green-teal, owed copper, spent blue, planned grey. */
export type Series = { name: string; tone: keyof typeof tones; fen: number[] }
type Props = {
  names: string[]
  series: Series[]
  label: string
  open: (nth: number) => void
  /** What `fen` holds: an amount, a share in 1/10,000, or a number of orders or complaints. */
  unit?: 'fen' | 'percent' | 'orders' | 'matters'
}

const tones = {
  paid: { color: colours.brand, pressed: colours['brand-press'] },
  owed: { color: '#aa653a', pressed: colours.due },
  spent: { color: '#0c98dc', pressed: colours.info },
  plan: { color: '#919491', pressed: colours['ink-3'] },
}

const fenPerWan = 1_000_000

/** Bars from zero, side by side, in yuan, ten thousands of yuan, percent or orders; several series are named above them. */
export function BarChart({ names, series, label, open, unit = 'fen' }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    const isShare = unit === 'percent'
    const counted = unit === 'orders' || unit === 'matters' ? unit : undefined
    const isCount = counted !== undefined
    const told = isShare ? percent : isCount ? count : yuan
    const inWan = unit === 'fen' && series.some(({ fen }) => fen.some(each => Math.abs(each) >= fenPerWan))
    const text = { color: colours.ink, fontFamily: 'inherit' }
    chart.setOption({
      aria: { enabled: true, decal: { show: true }, label: { enabled: false } },
      animation: false,
      grid: { left: 8, right: 8, top: 28, bottom: 4, outerBoundsMode: 'same' },
      xAxis: {
        type: 'category',
        data: names,
        axisLabel: { ...text, hideOverlap: true },
        axisLine: { lineStyle: { color: colours.edge } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        name: isShare
          ? insightWords.chart.percent
          : counted
            ? insightWords.chart[counted]
            : insightWords.chart.unit(inWan),
        ...(isCount && { minInterval: 1 }),
        ...(isShare && { max: 100 }),
        nameTextStyle: { ...text, align: 'right' },
        axisLabel: text,
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: series.map(({ name, tone, fen }) => ({
        type: 'bar' as const,
        name,
        data: fen.map(each => each / (isCount ? 1 : inWan ? fenPerWan : 100)),
        itemStyle: { color: tones[tone].color, borderRadius: [3, 3, 0, 0] },
        emphasis: {
          itemStyle: { color: tones[tone].pressed },
          label: {
            show: true,
            position: 'top' as const,
            ...text,
            formatter: ({ dataIndex }: { dataIndex: number }) => told(fen[dataIndex] ?? 0),
          },
        },
        barMaxWidth: 24,
      })),
    })
    chart.on('click', ({ dataIndex }) => open(dataIndex))
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [names, series, open, unit])
  return (
    <>
      {series.length > 1 && (
        <p className="bar chart-names" aria-hidden="true">
          {series.map(({ name, tone }) => (
            <span key={name}>
              <i style={{ background: tones[tone].color }} /> {name}
            </span>
          ))}
        </p>
      )}
      <div ref={box} className="chart" role="img" aria-label={label} />
    </>
  )
}
