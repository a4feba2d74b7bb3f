# Runs the program of one attempt: "$@". The shell has this text from the start, so that everything independent of the
# attempt is done in advance. From standard input it reads the functions "settings", "groups" and "environment" and the
# call of "obtaskd_attempt" as one command: a text cut short by a crash of the daemon does nothing.

# The shell itself is done with it, and the program must not see it.
unset OBTASKD_WRAPPER

# Stores the reason why the program could not be started, and exits.
obtaskd_fail() {
  printf '%s\n' "$1" >trouble
  exit 126
}

# Creates the claim; fails if it exists: only one of two wrappers of an attempt continues.
obtaskd_claim() {
  [ -n "$obtaskd_stat" ] && [ -n "$obtaskd_boot" ] || return 1
  # The fields follow the last parenthesis; the start time is the twentieth of them.
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

# Makes the control group $1, applies the other arguments (file=text), and moves this process into it.
obtaskd_join() {
  obtaskd_group=$1
  shift
  [ -d "$obtaskd_group" ] || mkdir -p "$obtaskd_group" || return 1
  for obtaskd_setting; do
    obtaskd_file=$obtaskd_group/${obtaskd_setting%%=*}
    [ ! -e "$obtaskd_file" ] || echo "${obtaskd_setting#*=}" >"$obtaskd_file" || return 1
  done
  # Only version 1 has "tasks", which moves one thread at once; for "cgroup.procs" the kernel may wait 20 ms.
  obtaskd_file=$obtaskd_group/tasks
  [ -e "$obtaskd_file" ] || obtaskd_file=$obtaskd_group/cgroup.procs
  echo 0 >"$obtaskd_file"
}

# Fails the attempt if the group cannot be joined. Tries twice: another daemon that starts may remove the empty group.
obtaskd_join_required() {
  obtaskd_join "$@" || obtaskd_join "$@" || obtaskd_fail "control group '$1' cannot be created or entered"
}

# Joins a group without limits; without it the program runs all the same.
obtaskd_join_optional() {
  obtaskd_join "$@" || obtaskd_join "$@" || :
} 2>/dev/null

# Finds the program that sets limits; fails if they have no effect for the user with this number.
obtaskd_find_prlimit() {
  obtaskd_prlimit=$(command -v prlimit) || obtaskd_fail "prlimit is not installed; the limits of the step need it"
  case $1$obtaskd_limits in
    0*--nproc*)
      obtaskd_fail "limits.processes has no effect on root without control groups; set user or remove limits.processes" ;;
  esac
}

# Reads the passwd entry of $obtaskd_user. A user id without an entry is used as it is.
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
    case $obtaskd_user in *[!0-9]*) obtaskd_fail "user '$obtaskd_user' does not exist" ;; esac
    USER=$obtaskd_user obtaskd_uid=$obtaskd_user obtaskd_gid=$obtaskd_user HOME= SHELL=
    obtaskd_groups=--clear-groups
  fi
  LOGNAME=$USER HOME=${HOME:-/} SHELL=${SHELL:-/bin/sh}
}

# Makes the directory of the user, with the output file and the directory for downloads.
obtaskd_make_user_directory() {
  OBTASKD_OUTPUT=$obtaskd_user_directory/output
  OBTASKD_FILES=$obtaskd_user_directory/files
  mkdir -m 0700 "$obtaskd_user_directory" "$OBTASKD_FILES" && : >"$OBTASKD_OUTPUT" &&
    chown -R "$obtaskd_uid:$obtaskd_gid" "$obtaskd_user_directory" || obtaskd_fail "directory '$obtaskd_user_directory' cannot be created"
}

# Replaces the shell by the program.
obtaskd_program() {
  # The stop may have been requested before the program existed.
  [ ! -e stop ] || exit 143
  case $1 in
    /*) obtaskd_exists=; [ ! -e "$1" ] || obtaskd_exists=yes ;;
    */*) obtaskd_exists=$(cd "$obtaskd_cwd" 2>/dev/null && [ -e "$1" ] && echo yes) ;;
    *) obtaskd_exists=$(environment; command -v "$1") ;;
  esac
  [ -d "$obtaskd_cwd" ] || obtaskd_fail "directory '$obtaskd_cwd' does not exist"
  [ -n "$obtaskd_exists" ] || obtaskd_fail "program '$1' does not exist"
  [ -z "$obtaskd_user" ] || obtaskd_account
  if [ -n "$obtaskd_limits" ]; then
    obtaskd_find_prlimit "${obtaskd_uid:-$(id -u)}"
    # After the change of the user: before it the limit would count the daemon's own processes.
    set -- "$obtaskd_prlimit" $obtaskd_limits -- "$@"
  fi
  if [ -n "$obtaskd_user" ]; then
    obtaskd_setpriv=$(command -v setpriv) || obtaskd_fail "setpriv is not installed; a step with a user needs it"
    obtaskd_make_user_directory
    set -- "$obtaskd_setpriv" --reuid="$obtaskd_uid" --regid="$obtaskd_gid" $obtaskd_groups -- "$@"
    "$obtaskd_setpriv" --reuid="$obtaskd_uid" --regid="$obtaskd_gid" $obtaskd_groups -- test -w "$OBTASKD_OUTPUT" ||
      obtaskd_fail "user '$obtaskd_user' cannot write to $OBTASKD_OUTPUT; every directory above obtaskd.exec.user-dir needs execute permission for other users (chmod o+x)"
  else
    : >>output
  fi
  if [ -n "$obtaskd_names" ]; then
    obtaskd_env=$(command -v env) && "$obtaskd_env" -S 'OBTASKD=1' true 2>/dev/null ||
      obtaskd_fail "variables that are special in the shell need env -S (coreutils 8.30 or newer): $obtaskd_names"
    set -- "$obtaskd_env" -S "$obtaskd_names" "$@"
  fi
  if [ -e stdin ]; then
    exec <stdin
    rm -f stdin
  else
    exec </dev/null
  fi
  # The last action that needs the daemon's rights and other programs, so that only the program is counted.
  groups
  [ -z "$obtaskd_nofile" ] || ulimit -S -n "$obtaskd_nofile"
  cd "$obtaskd_cwd" || exit 126
  umask "$obtaskd_umask"
  unset OLDPWD SHLVL
  environment 2>/dev/null
  exec "$@"
}

# Sends a line to both pumps, which wait for it.
obtaskd_send_pumps() {
  printf '%s\n' "$1" && printf '%s\n' "$1" >&2
}

obtaskd_attempt() {
  umask 077
  settings
  if ! cd "$obtaskd_directory" 2>/dev/null; then
    obtaskd_send_pumps "unavailable"
    exit 74
  fi
  if ! obtaskd_claim; then
    [ -s claim ] && exit 0
    obtaskd_send_pumps "unavailable"
    exit 74
  fi
  if ! { command : >>stdout && command : >>stderr; } 2>/dev/null; then
    obtaskd_send_pumps "unavailable"
    exit 74
  fi
  obtaskd_send_pumps "$obtaskd_directory"
  # A stop signals every process; the wrapper stays alive to store the exit code.
  trap : HUP INT QUIT TERM
  (obtaskd_program "$@") 4>&-
  obtaskd_code=$?
  # All output of the program precedes these marks in the pipes. A pump may have been killed.
  trap '' PIPE
  printf '\377%s' "$obtaskd_end_mark"
  printf '\377%s' "$obtaskd_end_mark" >&2
  command exec >/dev/null 2>&1
  # The exit code implies that these files are complete, so they are forced to disk first.
  for obtaskd_file in output trouble ${obtaskd_user:+"$obtaskd_user_directory/output"}; do
    [ ! -s "$obtaskd_file" ] || [ -h "$obtaskd_file" ] || sync "$obtaskd_file" || exit 74
  done
  # One write, and the reader requires the newline: saves the process for a rename.
  echo "$obtaskd_code" >rc || exit 74
  echo code >&4 || :
}

read -r obtaskd_stat <"/proc/$$/stat"
read -r obtaskd_boot </proc/sys/kernel/random/boot_id
# The pipe stays open for the next attempt. Most shells run a command once it is read; bash would read to the end.
if [ -z "$BASH_VERSION" ]; then
  . /dev/stdin
else
  IFS= read -r -d '' obtaskd_script && eval "$obtaskd_script"
fi
