# Sourced by .ci/fresh and .ci/cross: makes systems of Debian in folders, from
# the mirrors and by the way that apt of this machine is set up for.
# shellcheck shell=bash

# The address of this machine's own mirror of Debian or, with -security, of its
# updates, which every system has that is looked after.
debian_mirror() {
  # shellcheck disable=SC2016 # apt-get fills these in
  apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(SUITE) $(REPO_URI)' \
    'Identifier: Packages' |
    awk -v kind="${1-}" '$1 == "Debian" && $2 == "main" &&
      (kind == "" ? $3 !~ /-/ : $3 ~ kind "$") { print $4; exit }'
}

# make_debian SUITE TARGET OPTIONS...: a folder or an archive, by its name.
make_debian() {
  local suite=$1 target=$2 mirror security apt_conf
  shift 2
  mirror=$(debian_mirror)
  if [ -z "$mirror" ]; then
    echo "apt knows no mirror of Debian here" >&2
    return 1
  fi
  case " $* " in
  *' --arch='*) security= ;; # not every mirror has these for all
  *) security=$(debian_mirror -security) ;;
  esac
  apt_conf=$(mktemp)
  apt-config dump Acquire >"$apt_conf"
  mmdebstrap --quiet --aptopt="$apt_conf" "$@" "$suite" "$target" \
    "deb $mirror $suite main" \
    ${security:+"deb $security $suite-security main"}
  rm -f "$apt_conf"
}
