# shellcheck shell=bash
# Sourced by bin/demo, bin/test and bin/bench: what a machine must have.

# need COMMAND:PACKAGE... installs the packages of missing commands on Debian as root; elsewhere it
# names the missing commands in one line and ends. A COMMAND with a slash is a file that must exist.
need() {
  local pair missing=() packages=()
  for pair in "$@"; do
    local command=${pair%%:*}
    if [[ $command == */* ]]; then [ -e "$command" ] && continue; else command -v "$command" >/dev/null && continue; fi
    missing+=("$command")
    packages+=("${pair#*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "$0: missing: ${missing[*]} (Debian packages: $(printf '%s\n' "${packages[@]}" | sort -u | xargs))" >&2
    exit 1
  fi
  echo "installing $(printf '%s\n' "${packages[@]}" | sort -u | xargs)" >&2
  local log
  log=$(mktemp)
  if ! { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    echo "$0: apt-get could not install ${packages[*]}" >&2
    exit 1
  fi
  rm -f "$log"
}

# The build wants a JDK 17 or newer.
java_17() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java version
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  [ "${version%%.*}" -ge 17 ] 2>/dev/null || {
    echo "$0: a JDK 17 or newer is needed, $java is ${version:-unknown}" >&2
    exit 1
  }
}
