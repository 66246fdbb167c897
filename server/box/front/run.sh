# Runs HAProxy, which passes pages on from its start and opens the TLS of TURN once Caddy has got a certificate for it.
# Looks every ten minutes whether there is a newer one; taking it over ends no connection.
set -u
mkdir -p /tmp/front
cp /etc/front/haproxy.cfg /tmp/front/

take() {
  # There is one of each authority that was ever asked; Caddy renews the one in use.
  certificate=$(find /data/caddy/certificates -name "$HOTSEAT_TURN_HOST.crt" -exec ls -t {} + 2>/dev/null | head -n 1)
  [ -n "$certificate" ] || return 1
  cat "$certificate" "${certificate%.crt}.key" > /tmp/turn.new
  cmp -s /tmp/turn.new /tmp/turn.pem && return 1
  mv /tmp/turn.new /tmp/turn.pem
  cp /etc/front/turn.cfg /tmp/front/
}

take
haproxy -W -db -f /tmp/front &
haproxy=$!
trap 'kill -TERM $haproxy; wait $haproxy; exit 0' TERM INT

pause=1
while kill -0 $haproxy 2>/dev/null; do
  [ -e /tmp/turn.pem ] && pause=600
  sleep $pause &
  wait $!
  take && kill -USR2 $haproxy
done
exit 1
