# Runs the program of one attempt: "$@". The shell has this text as its argument, so that all which does not depend on
# the attempt is done before. From its standard input it reads the functions "settings", "groups" and "environment" and
# the call of "obtaskd_attempt", as one command: a text cut short by a crash of the daemon does nothing.

# Leaves the reason why the program could not be started, and ends.
obtaskd_trouble() {
  printf '%s\n' "$1" >trouble
  exit 126
}

# Creates the claim, or fails if there is one: of two wrappers of an attempt only one gets on.
obtaskd_claim() {
  [ -n "$obtaskd_stat" ] && [ -n "$obtaskd_boot" ] || return 1
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
  [ -d "$obtaskd_group" ] || mkdir -p "$obtaskd_group" || return 1
  for obtaskd_setting; do
    obtaskd_file=$obtaskd_group/${obtaskd_setting%%=*}
    [ ! -e "$obtaskd_file" ] || echo "${obtaskd_setting#*=}" >"$obtaskd_file" || return 1
  done
  # Only version 1 has "tasks", which takes this one thread at once: for "cgroup.procs" the kernel may wait 20 ms.
  obtaskd_file=$obtaskd_group/tasks
  [ -e "$obtaskd_file" ] || obtaskd_file=$obtaskd_group/cgroup.procs
  echo 0 >"$obtaskd_file"
}

# The same or the end. Another daemon that starts at this moment may have taken the empty group away.
obtaskd_group() {
  obtaskd_join "$@" || obtaskd_join "$@" || obtaskd_trouble "the control group $1 could not be entered"
}

# The same for a group without limits: the program runs without it if need be.
obtaskd_hold() {
  obtaskd_join "$@" || obtaskd_join "$@" || :
} 2>/dev/null

# Finds the program that sets limits, and fails where they would be in vain for the user with this number.
obtaskd_limited() {
  obtaskd_prlimit=$(command -v prlimit) || obtaskd_trouble "prlimit is missing, so nothing can be limited"
  case $1$obtaskd_limits in
    0*--nproc*)
      obtaskd_trouble "the kernel does not limit the processes of root without control groups: give the step a user, or no limits.processes" ;;
  esac
}

# Reads the passwd entry of $obtaskd_user. A user ID without an entry is used as it is.
obtaskd_account() {
  obtaskd_entry=$(getent passwd "$obtaskd_user")
  if [ -n "$obtaskd_entry" ]; then
    IFS=: read -r USER obtaskd_rest <<END
$obtaskd_entry
END
    IFS=: read -r obtaskd_rest obtaskd_rest obtaskd_uid obtaskd_gid obtaskd_rest HOME SHELL <<END
$obtaskd_entry
END
    obtaskd_groups=--init-groups
  else
    case $obtaskd_user in *[!0-9]*) obtaskd_trouble "there is no user $obtaskd_user" ;; esac
    USER=$obtaskd_user obtaskd_uid=$obtaskd_user obtaskd_gid=$obtaskd_user HOME= SHELL=
    obtaskd_groups=--clear-groups
  fi
  LOGNAME=$USER HOME=${HOME:-/} SHELL=${SHELL:-/bin/sh}
}

# Makes the user's own directory, with the file for the outputs and the directory for the files.
obtaskd_own_place() {
  OBTASKD_OUTPUT=$obtaskd_place/output
  OBTASKD_FILES=$obtaskd_place/files
  mkdir -m 0700 "$obtaskd_place" "$OBTASKD_FILES" && : >"$OBTASKD_OUTPUT" &&
    chown -R "$obtaskd_uid:$obtaskd_gid" "$obtaskd_place" || obtaskd_trouble "the directory $obtaskd_place could not be made"
}

# Replaces the shell by the program.
obtaskd_program() {
  # The request to stop may have come before there was anything but the wrapper to signal.
  [ ! -e stop ] || exit 143
  case $1 in
    /*) obtaskd_found=; [ ! -e "$1" ] || obtaskd_found=yes ;;
    */*) obtaskd_found=$(cd "$obtaskd_cwd" 2>/dev/null && [ -e "$1" ] && echo yes) ;;
    *) obtaskd_found=$(environment; command -v "$1") ;;
  esac
  [ -d "$obtaskd_cwd" ] || obtaskd_trouble "there is no directory $obtaskd_cwd"
  [ -n "$obtaskd_found" ] || obtaskd_trouble "there is no program $1"
  [ -z "$obtaskd_user" ] || obtaskd_account
  if [ -n "$obtaskd_limits" ]; then
    obtaskd_limited "${obtaskd_uid:-$(id -u)}"
    # Behind the change of the user: before it the limit would count the daemon's own processes.
    set -- "$obtaskd_prlimit" $obtaskd_limits -- "$@"
  fi
  if [ -n "$obtaskd_user" ]; then
    obtaskd_setpriv=$(command -v setpriv) || obtaskd_trouble "setpriv is missing, so no other user can run a program"
    obtaskd_own_place
    set -- "$obtaskd_setpriv" --reuid="$obtaskd_uid" --regid="$obtaskd_gid" $obtaskd_groups -- "$@"
    "$obtaskd_setpriv" --reuid="$obtaskd_uid" --regid="$obtaskd_gid" $obtaskd_groups -- test -w "$OBTASKD_OUTPUT" ||
      obtaskd_trouble "user $obtaskd_user cannot reach $OBTASKD_OUTPUT: every directory above obtaskd.exec.user-dir must let other users pass (chmod o+x)"
  else
    : >>output
  fi
  if [ -n "$obtaskd_names" ]; then
    obtaskd_env=$(command -v env) && "$obtaskd_env" -S 'OBTASKD=1' true 2>/dev/null ||
      obtaskd_trouble "the env command of this host cannot set the variables that the shell uses itself: $obtaskd_own (coreutils 8.30 or newer is needed)"
    set -- "$obtaskd_env" -S "$obtaskd_names" "$@"
  fi
  if [ -e stdin ]; then
    exec <stdin
    rm -f stdin
  else
    exec </dev/null
  fi
  # Last of what still needs the daemon's rights and other programs, so that only the program is counted.
  groups
  [ -z "$obtaskd_nofile" ] || ulimit -S -n "$obtaskd_nofile"
  cd "$obtaskd_cwd" || exit 126
  umask "$obtaskd_umask"
  unset OLDPWD SHLVL
  environment 2>/dev/null
  exec "$@"
}

# Writes a line to both pumps, which wait for one.
obtaskd_tell_pumps() {
  printf '%s\n' "$1" && printf '%s\n' "$1" >&2
}

obtaskd_attempt() {
  umask 077
  settings
  if ! cd "$obtaskd_directory" 2>/dev/null; then
    obtaskd_tell_pumps "no room"
    exit 74
  fi
  if ! obtaskd_claim; then
    [ -s claim ] && exit 0
    obtaskd_tell_pumps "no room"
    exit 74
  fi
  if ! { command : >>stdout && command : >>stderr; } 2>/dev/null; then
    obtaskd_tell_pumps "no room"
    exit 74
  fi
  obtaskd_tell_pumps "$obtaskd_directory"
  # The request to stop goes to every process; the wrapper stays to tell how the program ended.
  trap : HUP INT QUIT TERM
  (obtaskd_program "$@") 4>&-
  obtaskd_code=$?
  # Everything that the program wrote is in the pipes before these marks. A pump may have been killed.
  trap '' PIPE
  printf '\377%s' "$obtaskd_mark"
  printf '\377%s' "$obtaskd_mark" >&2
  command exec >/dev/null 2>&1
  # The exit code says that these are whole, so they are forced to disk before it: a power cut keeps what it likes.
  for obtaskd_file in output trouble ${obtaskd_user:+"$obtaskd_place/output"}; do
    [ ! -s "$obtaskd_file" ] || [ -h "$obtaskd_file" ] || sync "$obtaskd_file" || exit 74
  done
  # One write, and its reader wants the newline: no rename is needed, which would be one more process.
  echo "$obtaskd_code" >rc || exit 74
  echo code >&4 || :
}

read -r obtaskd_stat <"/proc/$$/stat"
read -r obtaskd_boot </proc/sys/kernel/random/boot_id
# The daemon leaves the pipe open for the next attempt. Most shells read a command and run it; bash would read to the end.
if [ -z "$BASH_VERSION" ]; then
  . /dev/stdin
else
  IFS= read -r -d '' obtaskd_told && eval "$obtaskd_told"
fi
