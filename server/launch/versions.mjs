/** The oldest Node and npm that can install this project; everything else runs on the Node it installs. */
const OLDEST_NODE = [20, 20];
const OLDEST_NPM = 10;

/** One sentence when this machine's Node or npm is too old, otherwise null. */
export function tooOld(
  node = process.versions.node,
  agent = process.env.npm_config_user_agent ?? "",
) {
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = OLDEST_NODE;
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    return `Node ${node} is too old to install Hotseat; it needs ${OLDEST_NODE.join(".")} or newer.`;
  }
  const npm = /npm\/(\d+)\.(\S+)/.exec(agent);
  if (npm && Number(npm[1]) < OLDEST_NPM) {
    return `npm ${npm[1]}.${npm[2]} is too old to install Hotseat; it needs ${OLDEST_NPM} or newer (npm install --global npm).`;
  }
  return null;
}
