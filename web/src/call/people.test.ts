import { Track } from "livekit-client";
import { describe, expect, it } from "vitest";
import { memberOfIdentity, peopleOf } from "./people.ts";

const { Camera, Microphone, ScreenShare, ScreenShareAudio } = Track.Source;
const picture = { kind: Track.Kind.Video } as Track;
const other = { kind: Track.Kind.Video } as Track;

type Sent = { source: Track.Source; isMuted?: boolean; track?: Track };

function present(identity: string, ...sent: Sent[]) {
  const publications = sent.map(({ source, isMuted = false, track }, i) => {
    return [String(i), { source, isMuted, track }] as const;
  });
  return { identity, trackPublications: new Map(publications) };
}

const nobodyBarred = new Map<string, "unsealed">();
const allRead = new Map<string, "picture">();

describe("people", () => {
  it("are in the room also when they send nothing", () => {
    const people = peopleOf([present("ana.1")], nobodyBarred, allRead);
    expect(people.get("ana")).toMatchObject({ connected: true, heard: false, camera: null });
    expect(people.has("ben")).toBe(false);
  });

  it("show what they send", () => {
    const screen = { source: ScreenShare, track: other };
    const all = [{ source: Camera, track: picture }, { source: Microphone }, screen];
    const ana = peopleOf([present("ana.1", ...all)], nobodyBarred, allRead).get("ana");
    expect(ana).toMatchObject({ heard: true, barred: null });
    expect(ana?.camera).toBe(picture);
    expect(ana?.screen).toBe(other);
  });

  it("show nothing that is muted or has not come yet", () => {
    const muted = [
      { source: Camera, track: picture, isMuted: true },
      { source: Microphone, isMuted: true },
      { source: ScreenShare },
    ];
    const ana = peopleOf([present("ana.1", ...muted)], nobodyBarred, allRead).get("ana");
    expect(ana).toMatchObject({ camera: null, screen: null, heard: false, connected: true });
  });

  it("are not heard by the sound of their screen alone, nor seen by it", () => {
    const sent = { source: ScreenShareAudio, track: { kind: Track.Kind.Audio } as Track };
    const ana = peopleOf([present("ana.1", sent)], nobodyBarred, allRead).get("ana");
    expect(ana).toMatchObject({ camera: null, screen: null, heard: false });
  });

  it("are one person in two tabs, with the first camera", () => {
    const tabs = [
      present("ana.1", { source: Camera, track: picture }),
      present("ana.2", { source: Camera, track: other }, { source: Microphone }),
    ];
    const people = peopleOf(tabs, nobodyBarred, allRead);
    expect([...people.keys()]).toEqual(["ana"]);
    expect(people.get("ana")?.camera).toBe(picture);
    expect(people.get("ana")?.heard).toBe(true);
  });

  it("who are barred show nothing and say why", () => {
    const sent = [{ source: Camera, track: picture }, { source: Microphone }];
    const people = peopleOf([present("ana.1", ...sent)], new Map([["ana.1", "unsealed"]]), allRead);
    expect(people.get("ana")).toMatchObject({ barred: "unsealed", camera: null, heard: false });
  });

  it("are named by what comes in of them and cannot be read", () => {
    const sent = { source: Camera, track: picture };
    const unread = new Map([["ana.1", "picture" as const]]);
    const people = peopleOf([present("ana.1", sent), present("ben.1")], nobodyBarred, unread);
    expect(people.get("ana")?.unread).toBe("picture");
    expect(people.get("ben")?.unread).toBeNull();
  });

  it("at the door are not in the call yet", () => {
    const permissions = { canPublish: false } as NonNullable<
      Parameters<typeof peopleOf>[0][number]["permissions"]
    >;
    const people = peopleOf([{ ...present("ana.1"), permissions }], nobodyBarred, allRead);
    expect(people.has("ana")).toBe(false);
  });

  it("are named before the tab in an identity", () => {
    expect(memberOfIdentity("a.b.tab")).toBe("a.b");
    expect(memberOfIdentity("ana")).toBe("ana");
  });
});
