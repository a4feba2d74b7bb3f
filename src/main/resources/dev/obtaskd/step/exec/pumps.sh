umask 077
obtaskd_pump() {
  IFS= read -r obtaskd_directory || exit 0
  case $obtaskd_directory in /*) ;; *) exit 74 ;; esac
  cd "$obtaskd_directory" && read -r obtaskd_stat </proc/self/stat && echo "$obtaskd_stat" >"$1.pump" || exit 74
  exec cat >>"$1"
}
IFS= read -r obtaskd_cookie || exit 0
{
  {
    chmod 0666 /proc/self/fd/1 /proc/self/fd/2
    OBTASKD_COOKIE=$obtaskd_cookie exec setsid "$1" -c '. /dev/stdin' obtaskd-step
  } 2>&1 >&3 3>&- | obtaskd_pump stderr 3>&-
} 3>&1 | obtaskd_pump stdout
