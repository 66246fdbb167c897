/** Runs in the page: the mean colour of what a member's tile shows, as RGB; null while it shows nothing. */
export function colourIn(id: string): [number, number, number] | null {
  const video = document.querySelector<HTMLVideoElement>(`[data-testid="tile-${id}"] video`);
  if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.drawImage(video, 0, 0, 8, 8);
  const { data } = context.getImageData(0, 0, 8, 8);
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    sum[0] += (data[i] ?? 0) / 64;
    sum[1] += (data[i + 1] ?? 0) / 64;
    sum[2] += (data[i + 2] ?? 0) / 64;
  }
  return sum;
}
