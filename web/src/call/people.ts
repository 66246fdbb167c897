import { RoomEvent, Track } from "livekit-client";
import type { Participant, TrackPublication } from "livekit-client";
import type { MemberId } from "@hotseat/shared";
import { useUnread } from "../media/health/unread.ts";
import type { Unread } from "../media/health/unread.ts";
import { useSeal } from "../seal/store.ts";
import type { Barred } from "../seal/store.ts";
import { useRoomAfter } from "./room.ts";

/** What LiveKit carries of one member, whichever of their tabs it comes from. */
export type Person = {
  readonly camera: Track | null;
  readonly screen: Track | null;
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
  const { localParticipant, remoteParticipants } = useRoomAfter(changes);
  const barred = useSeal((state) => state.barred);
  const unread = useUnread();
  const people = peopleOf([localParticipant, ...remoteParticipants.values()], barred, unread);
  return (member) => people.get(member) ?? nobody;
}

/** What changes what is known of people; who is talking does not, and would draw the table often. */
const changes = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackSubscriptionStatusChanged,
  RoomEvent.LocalTrackPublished,
  RoomEvent.LocalTrackUnpublished,
  RoomEvent.ParticipantPermissionsChanged,
  RoomEvent.ConnectionStateChanged,
];

type Present = Pick<Participant, "identity" | "permissions"> & {
  readonly trackPublications: ReadonlyMap<string, Sent>;
};
type Sent = Pick<TrackPublication, "source" | "isMuted"> & { readonly track?: Track | undefined };

/** What is carried of each member, from what each of their tabs sends: of two cameras the first. */
export function peopleOf(
  participants: readonly Present[],
  barred: ReadonlyMap<string, Barred>,
  unread: ReadonlyMap<string, Unread>,
): ReadonlyMap<MemberId, Person> {
  const people = new Map<MemberId, Person>();
  for (const { identity, permissions, trackPublications } of participants) {
    // Whoever is still at the door is connected already and not in the call.
    if (permissions?.canPublish === false) continue;
    const id = memberOfIdentity(identity);
    const known = people.get(id) ?? nobody;
    const why = barred.get(identity) ?? null;
    const open = why ? [] : [...trackPublications.values()].filter(({ isMuted }) => !isMuted);
    const from = (source: Track.Source) => open.find((each) => each.source === source);
    people.set(id, {
      // A published track of somebody else has no picture before it is subscribed.
      camera: known.camera ?? from(Track.Source.Camera)?.track ?? null,
      screen: known.screen ?? from(Track.Source.ScreenShare)?.track ?? null,
      heard: known.heard || from(Track.Source.Microphone) !== undefined,
      barred: why ?? known.barred,
      unread: unread.get(identity) ?? known.unread,
      connected: true,
    });
  }
  return people;
}

/** An identity is `<member>.<tab>`. */
export function memberOfIdentity(identity: string): MemberId {
  const dot = identity.lastIndexOf(".");
  return dot < 0 ? identity : identity.slice(0, dot);
}
