import { useCallback } from "react";
import type { VideoHTMLAttributes } from "react";
import type { Track } from "livekit-client";

type VideoProps = VideoHTMLAttributes<HTMLVideoElement> & { readonly track: Track };

/** A picture. LiveKit watches the element to ask for no larger one than is drawn. */
export function VideoTrack({ track, ...attributes }: VideoProps) {
  return <video {...attributes} muted playsInline ref={useAttachment(track)} />;
}

/** A sound, played by the speaker that the room has been told. */
export function AudioTrack({ track }: { readonly track: Track }) {
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- people who talk have no captions
  return <audio ref={useAttachment(track)} />;
}

function useAttachment(track: Track) {
  return useCallback(
    (element: HTMLMediaElement | null) => {
      if (!element) return;
      track.attach(element);
      return () => void track.detach(element);
    },
    [track],
  );
}
