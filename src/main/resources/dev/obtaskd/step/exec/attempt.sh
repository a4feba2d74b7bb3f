# Runs the program of one attempt: "$@". The daemon writes this text to the shell's standard input behind
# the functions "settings", "groups" and "environment". Nothing happens before the very last line, so that
# a text cut short by a crash of the daemon does nothing.

# Leaves the reason why the program could not be started, and ends.
obtaskd_trouble() {
  printf '%s\n' "$1" >trouble
  exit 126
}

# Creates the claim, or fails if there is one: of two wrappers of an attempt only one gets on.
obtaskd_claim() {
  read -r obtaskd_stat <"/proc/$$/stat" && read -r obtaskd_boot </proc/sys/kernel/random/boot_id || return 1
  # The fields begin behind the last parenthesis; the start time is the twentieth of them.
  set -f
  set -- ${obtaskd_stat##*) }
  set +f
  shift 19
  set -C
  { echo "$$ $1 $obtaskd_boot" >claim; } 2>/dev/null
  obtaskd_claimed=$?
  set +C
  return $obtaskd_claimed
}

# Makes the control group $1, gives it the other arguments, file=text, and puts this process into it.
obtaskd_join() {
  obtaskd_group=$1
  shift
  mkdir -p "$obtaskd_group" || return 1
  for obtaskd_setting; do
    obtaskd_file=$obtaskd_group/${obtaskd_setting%%=*}
    [ ! -e "$obtaskd_file" ] || echo "${obtaskd_setting#*=}" >"$obtaskd_file" || return 1
  done
  echo 0 >"$obtaskd_group/cgroup.procs"
}

# The same or the end. Another daemon that starts at this moment may have taken the empty group away.
obtaskd_group() {
  obtaskd_join "$@" || obtaskd_join "$@" || obtaskd_trouble "the control group $1 could not be entered"
}

# Finds the program that sets limits, and fails where they would be in vain for the user with this number.
obtaskd_limited() {
  obtaskd_prlimit=$(command -v prlimit) || obtaskd_trouble "prlimit is missing, so nothing can be limited"
  case $1$obtaskd_limits in
    0*--nproc*)
      obtaskd_trouble "the kernel does not limit the processes of root without control groups: give the step a user, or no limits.processes" ;;
  esac
}

# Replaces the shell by the program.
obtaskd_program() {
  # The request to stop may have come before there was anybody but the wrapper to hear it.
  [ ! -e stop ] || exit 143
  case $1 in
    /*) obtaskd_found=; [ ! -e "$1" ] || obtaskd_found=yes ;;
    */*) obtaskd_found=$(cd "$obtaskd_cwd" 2>/dev/null && [ -e "$1" ] && echo yes) ;;
    *) obtaskd_found=$(environment; command -v "$1") ;;
  esac
  [ -d "$obtaskd_cwd" ] || obtaskd_trouble "there is no directory $obtaskd_cwd"
  [ -n "$obtaskd_found" ] || obtaskd_trouble "there is no program $1"
  : >>output
  if [ -n "$obtaskd_limits" ]; then
    obtaskd_limited "$(id -u ${obtaskd_user:+"$obtaskd_user"} 2>/dev/null)"
    # Behind the change of the user: before it the limit would count the daemon's own processes.
    set -- "$obtaskd_prlimit" $obtaskd_limits -- "$@"
  fi
  if [ -n "$obtaskd_user" ]; then
    obtaskd_uid=$(id -u "$obtaskd_user" 2>/dev/null) || obtaskd_trouble "there is no user $obtaskd_user"
    obtaskd_gid=$(id -g "$obtaskd_user")
    obtaskd_setpriv=$(command -v setpriv) || obtaskd_trouble "setpriv is missing, so no other user can run a program"
    HOME=$(getent passwd "$obtaskd_user" | cut -d: -f6)
    export HOME
    # The directories above are closed to the user, open files are not.
    chown "$obtaskd_uid" output "$OBTASKD_FILES"
    exec 3>>output 4<"$OBTASKD_FILES"
    OBTASKD_OUTPUT=/dev/fd/3
    OBTASKD_FILES=/dev/fd/4
    set -- "$obtaskd_setpriv" --reuid="$obtaskd_uid" --regid="$obtaskd_gid" --init-groups -- "$@"
  fi
  if [ -e stdin ]; then
    exec <stdin
    rm -f stdin
  else
    exec </dev/null
  fi
  # Last of what still needs the daemon's rights and other programs, so that only the program is counted.
  groups
  cd "$obtaskd_cwd" || exit 126
  umask "$obtaskd_umask"
  environment
  exec "$@"
}

obtaskd_attempt() {
  umask 077
  settings
  # What the wrapper itself has to complain about belongs to the log too.
  cd "$obtaskd_directory" && command exec >>stderr 2>&1 || exit 74
  if ! obtaskd_claim; then
    [ -s claim ] || exit 74
    exit 0
  fi
  # The request to stop goes to everyone; the wrapper stays to tell how the program ended.
  trap : HUP INT QUIT TERM
  (obtaskd_program "$@") >>stdout 2>>stderr
  obtaskd_code=$?
  # The exit code says that these are whole, so they are forced to disk before it: a power cut keeps what it likes.
  for obtaskd_file in output trouble; do
    [ ! -s "$obtaskd_file" ] || [ -h "$obtaskd_file" ] || sync "$obtaskd_file" || exit 74
  done
  # One write, and whoever reads it wants the newline: no rename is needed, which would be one more process.
  echo "$obtaskd_code" >rc || exit 74
}

