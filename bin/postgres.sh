# shellcheck shell=bash
# Sourced by bin/test and bin/bench: a PostgreSQL of this run alone, on a free loopback port.

# free_port prints a port that nobody listens on
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

# start_postgres DIR SETTING... makes a cluster in DIR/data, starts it with these settings (name=value)
# and makes the database konsil of the user konsil. Sets postgres_port, postgres_password, postgres_pid.
start_postgres() {
  postgres_dir=$1
  shift
  as_postgres=()
  if [ "$(id -u)" = 0 ]; then
    as_postgres=(runuser -u postgres --)
    chown postgres "$postgres_dir"
  fi
  postgres_bin=$(dirname "$(ls -d /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)")
  postgres_port=$(free_port)
  postgres_password=$(openssl rand -hex 16)
  (umask 077 && echo "$postgres_password" >"$postgres_dir/password")
  [ "$(id -u)" != 0 ] || chown postgres "$postgres_dir/password"
  local options="-p $postgres_port -k $postgres_dir -c listen_addresses=127.0.0.1" setting
  for setting in "$@"; do options+=" -c $setting"; done
  (
    cd / && set -e
    "${as_postgres[@]}" "$postgres_bin/initdb" -D "$postgres_dir/data" -U konsil -A scram-sha-256 --pwfile="$postgres_dir/password" -E UTF8 --locale=C.UTF-8 --no-sync
    "${as_postgres[@]}" "$postgres_bin/pg_ctl" -D "$postgres_dir/data" -w -l "$postgres_dir/log" start -o "$options"
    PGPASSWORD=$postgres_password "$postgres_bin/createdb" -h 127.0.0.1 -p "$postgres_port" -U konsil konsil
  ) >"$postgres_dir/setup" 2>&1 || {
    tail -20 "$postgres_dir/setup" >&2
    echo "$0: PostgreSQL did not start" >&2
    exit 1
  }
  # shellcheck disable=SC2034
  postgres_pid=$(head -1 "$postgres_dir/data/postmaster.pid")
}

stop_postgres() {
  [ -z "${postgres_dir:-}" ] || (cd / && "${as_postgres[@]}" "$postgres_bin/pg_ctl" -D "$postgres_dir/data" -m immediate -w stop) >/dev/null 2>&1
}
