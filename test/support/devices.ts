/*
 * Runs in the page before its own code: lets a test do to its devices what nobody can do to a fake
 * one from outside. Everything goes on as in a browser in which that has happened.
 */

type Kind = "audioinput" | "videoinput";

declare global {
  var devices: {
    /** Pulls out what is in use: its track ends, it is no longer listed, others can be opened. */
    unplug(kind: Kind): void;
    /** Puts back all that was pulled out. */
    plugIn(): void;
    /** Another program holds a device, or with "" all of a kind, or none with null. */
    occupy(kind: Kind, id: string | null): void;
    /** The system takes a device away or gives it back, as for a phone call on iOS. */
    take(kind: Kind, taken: boolean): void;
  };
}

export function installDevices(): void {
  const gone = new Set<string>();
  const opened = new Set<MediaStreamTrack>();
  const occupied = new Map<Kind, string>();
  const { getUserMedia, enumerateDevices } = MediaDevices.prototype;
  const listed = async (): Promise<MediaDeviceInfo[]> => {
    const all: MediaDeviceInfo[] = await Reflect.apply(
      enumerateDevices,
      navigator.mediaDevices,
      [],
    );
    return all.filter(({ kind, deviceId }) => !gone.has(`${kind} ${deviceId}`));
  };
  const wished = ({ deviceId: wish }: MediaTrackConstraints): unknown =>
    typeof wish === "object" && "ideal" in wish ? wish.ideal : wish;
  /** What a browser says of a device that another program holds, whether or not it must be that one. */
  const refuse = (kind: Kind, wish: MediaTrackConstraints | boolean | undefined) => {
    const held = occupied.get(kind);
    if (!wish || held === undefined) return;
    if (held === "" || (typeof wish === "object" && wished(wish) === held))
      throw new DOMException("Could not start source", "NotReadableError");
  };
  /** What a browser opens where the device that is wished for is not there. */
  const another = async (kind: Kind, wish: MediaTrackConstraints | boolean | undefined) => {
    if (!wish || [...gone].every((name) => !name.startsWith(kind))) return wish;
    const first = (await listed()).find((device) => device.kind === kind);
    if (!first) throw new DOMException("Requested device not found", "NotFoundError");
    const rest = typeof wish === "object" ? wish : {};
    return { ...rest, deviceId: { exact: first.deviceId } };
  };
  MediaDevices.prototype.enumerateDevices = listed;
  MediaDevices.prototype.getUserMedia = async function (this: MediaDevices, wishes) {
    refuse("audioinput", wishes?.audio);
    refuse("videoinput", wishes?.video);
    const audio = await another("audioinput", wishes?.audio);
    const video = await another("videoinput", wishes?.video);
    const real = { ...(audio && { audio }), ...(video && { video }) };
    const stream: MediaStream = await Reflect.apply(getUserMedia, this, [real]);
    for (const track of stream.getTracks()) opened.add(track);
    return stream;
  };
  const inUse = (kind: Kind) =>
    [...opened].filter(
      (track) => `${track.kind}input` === kind && track.readyState === "live" && track.enabled,
    );
  const changed = () => navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  globalThis.devices = {
    unplug(kind) {
      for (const track of inUse(kind)) {
        gone.add(`${kind} ${track.getSettings().deviceId}`);
        track.stop();
        // A page that stops its own track is not told; one that loses its device is.
        track.dispatchEvent(new Event("ended"));
      }
      changed();
    },
    plugIn() {
      gone.clear();
      changed();
    },
    occupy(kind, id) {
      if (id === null) occupied.delete(kind);
      else occupied.set(kind, id);
    },
    take(kind, taken) {
      for (const track of inUse(kind)) {
        Object.defineProperty(track, "muted", { configurable: true, get: () => taken });
        track.dispatchEvent(new Event(taken ? "mute" : "unmute"));
      }
    },
  };
}
