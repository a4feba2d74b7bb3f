# Starts a wrapper with its pumps for each tag that it reads, and writes a line for each pump and for their end. The
# wrapper writes a line when it has stored the exit code; the daemon may have ended by then.
umask 077
obtaskd_wrapper=$OBTASKD_WRAPPER
unset OBTASKD_PUMPS OBTASKD_WRAPPER
exec 4>&1
obtaskd_pump() {
  read -r obtaskd_stat </proc/self/stat
  echo "pump ${obtaskd_stat%% *}" >&4
  exec 4>&-
  IFS= read -r obtaskd_directory || exit 0
  case $obtaskd_directory in /*) ;; *) exit 74 ;; esac
  [ -n "$obtaskd_stat" ] && cd "$obtaskd_directory" && echo "$obtaskd_stat" >"$1.pump" || exit 74
  exec cat >>"$1"
}
while IFS= read -r obtaskd_tag; do
  # The rest of a script for a wrapper that was killed is not a tag.
  case $obtaskd_tag in '' | *[!0-9a-f-]*) exit 0 ;; esac
  {
    {
      OBTASKD_COOKIE=$obtaskd_tag OBTASKD_WRAPPER=$obtaskd_wrapper exec setsid "$1" -c 'eval "$OBTASKD_WRAPPER"' obtaskd-step
    } 2>&1 >&3 3>&- | obtaskd_pump stderr 3>&-
  } 3>&1 | obtaskd_pump stdout
  echo "end $?"
done
