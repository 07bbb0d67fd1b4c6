# Sourced by .ci/fresh and .ci/cross: makes systems of Debian in folders, from
# the mirror and by the way that apt of this machine is set up for.
# shellcheck shell=bash

# The address of this machine's own mirror.
debian_mirror() {
  # shellcheck disable=SC2016 # apt-get fills these in
  apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(SUITE) $(REPO_URI)' \
    'Identifier: Packages' |
    awk '$1 == "Debian" && $2 == "main" && $3 !~ /-/ { print $4; exit }'
}

# make_debian SUITE TARGET OPTIONS...: a folder or an archive, by its name.
make_debian() {
  local suite=$1 target=$2 mirror apt_conf
  shift 2
  mirror=$(debian_mirror)
  if [ -z "$mirror" ]; then
    echo "apt knows no mirror of Debian here" >&2
    return 1
  fi
  apt_conf=$(mktemp)
  apt-config dump Acquire >"$apt_conf"
  mmdebstrap --quiet --aptopt="$apt_conf" "$@" "$suite" "$target" \
    "deb $mirror $suite main"
  rm -f "$apt_conf"
}
