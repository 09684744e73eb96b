const patienceMs = 5_000
const longestSide = 960

/** The first picture of a video, as this browser draws it; none where it cannot: the video does without. */
export async function firstFrame(file: File): Promise<Blob | undefined> {
  const url = URL.createObjectURL(file)
  try {
    const video = document.createElement('video')
    video.muted = true
    video.preload = 'auto'
    video.src = url
    await shown(video)
    return await drawn(video)
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** A moment in: many a first frame is black. */
function shown(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, patienceMs)
    const done = (settle: () => void) => () => {
      clearTimeout(timer)
      settle()
    }
    video.onerror = done(reject)
    video.onseeked = done(resolve)
    video.onloadeddata = () => {
      video.currentTime = Math.min(0.1, video.duration / 2 || 0)
    }
  })
}

function drawn(video: HTMLVideoElement): Promise<Blob | undefined> {
  const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/jpeg', 0.8))
}
