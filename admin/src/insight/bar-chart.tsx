import { BarChart as Bars } from 'echarts/charts'
import { AriaComponent, GridSimpleComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { yuan } from '../kit/format'
import { colours } from '../theme'
import { insightWords } from './words'

// A tooltip with its pointer would be 17 KB more than the label that a bar shows under the mouse.
register([Bars, GridSimpleComponent, AriaComponent, SVGRenderer])

type Props = { bars: { name: string; fen: number }[]; label: string; open: () => void }

const fenPerWan = 1_000_000

/** Bars from zero, one series, in yuan or ten thousands of yuan. */
export function BarChart({ bars, label, open }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current)
    const inWan = bars.some(bar => bar.fen >= fenPerWan)
    const text = { color: colours.ink, fontFamily: 'inherit' }
    chart.setOption({
      aria: { enabled: true, decal: { show: true }, label: { enabled: false } },
      animation: false,
      grid: { left: 8, right: 8, top: 28, bottom: 4, outerBoundsMode: 'same' },
      xAxis: {
        type: 'category',
        data: bars.map(bar => bar.name),
        axisLabel: { ...text, hideOverlap: true },
        axisLine: { lineStyle: { color: colours.edge } },
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        name: insightWords.chart.unit(inWan),
        nameTextStyle: { ...text, align: 'right' },
        axisLabel: text,
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: [
        {
          type: 'bar',
          name: insightWords.chart.caption,
          data: bars.map(bar => bar.fen / (inWan ? fenPerWan : 100)),
          itemStyle: { color: colours.brand, borderRadius: [3, 3, 0, 0] },
          emphasis: {
            itemStyle: { color: colours['brand-press'] },
            label: {
              show: true,
              position: 'top',
              ...text,
              formatter: ({ dataIndex }: { dataIndex: number }) => yuan(bars[dataIndex]?.fen ?? 0),
            },
          },
          barMaxWidth: 24,
        },
      ],
    })
    chart.on('click', open)
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [bars, open])
  return <div ref={box} className="chart" role="img" aria-label={label} />
}
