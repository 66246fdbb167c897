import { useTracks } from "@livekit/components-react";
import type { TrackReference } from "@livekit/components-react";
import { RoomEvent, Track } from "livekit-client";
import type { MemberId } from "@hotseat/shared";
import { useUnread } from "../media/health/unread.ts";
import type { Unread } from "../media/health/unread.ts";
import { useSeal } from "../seal/store.ts";
import type { Barred } from "../seal/store.ts";

/** What LiveKit carries of one member, whichever of their tabs it comes from. */
export type Person = {
  readonly camera: TrackReference | null;
  readonly screen: TrackReference | null;
  /** Whether a microphone of theirs is open. */
  readonly heard: boolean;
  /** Why their streams are not played; null when they are. */
  readonly barred: Barred | null;
  /** What of theirs comes in and cannot be read; null while all can. */
  readonly unread: Unread | null;
  /** Whether any tab of theirs is in the room. */
  readonly connected: boolean;
};

const nobody: Person = {
  camera: null,
  screen: null,
  heard: false,
  barred: null,
  unread: null,
  connected: false,
};

/** Everybody in the room, by member. */
export function usePeople(): (member: MemberId) => Person {
  const tracks = useTracks(
    [
      { source: Track.Source.Camera, withPlaceholder: true },
      { source: Track.Source.Microphone, withPlaceholder: false },
      { source: Track.Source.ScreenShare, withPlaceholder: false },
    ],
    { onlySubscribed: false, updateOnlyOn: redrawnOn },
  );
  const barred = useSeal((state) => state.barred);
  const unread = useUnread();
  const people = new Map<MemberId, Person>();
  for (const track of tracks) {
    // Whoever is still at the door is connected already and not in the call.
    if (track.participant.permissions?.canPublish === false) continue;
    const id = memberOfIdentity(track.participant.identity);
    const known = people.get(id) ?? nobody;
    const { identity } = track.participant;
    const why = barred.get(identity);
    const gives = why ? { barred: why } : contribution(track, known);
    const lost = unread.get(identity) ?? known.unread;
    people.set(id, { ...known, connected: true, unread: lost, ...gives });
  }
  return (member) => people.get(member) ?? nobody;
}

/** Without the list, every change of who is talking would draw the whole table again. */
const redrawnOn = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.ConnectionStateChanged,
];

type AnyTrack =
  | ReturnType<typeof useTracks>[number]
  | { publication?: undefined; source: Track.Source };

function contribution(track: AnyTrack, known: Person): Partial<Person> {
  const { publication } = track;
  if (!publication || publication.isMuted) return {};
  if (track.source === Track.Source.Microphone) return { heard: true };
  // A published track of somebody else has no picture before it is subscribed.
  if (!publication.track) return {};
  const shown = track as TrackReference;
  if (track.source === Track.Source.ScreenShare) return { screen: shown };
  return known.camera ? {} : { camera: shown };
}

/** An identity is `<member>.<tab>`. */
export function memberOfIdentity(identity: string): MemberId {
  const dot = identity.lastIndexOf(".");
  return dot < 0 ? identity : identity.slice(0, dot);
}
