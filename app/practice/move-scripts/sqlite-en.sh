#!/bin/sh
# Stand-in for the vendor's script, which is not published: for tests only. Moves a SQLite file to another one, in English.
# Usage: sqlite-en.sh [--twice] OLD.db NEW.db
#   --twice   asks for the right password a second time, in the same words
# Ends with 0, 4 after three wrong passwords, or 64.

twice=no
if [ "$1" = --twice ]; then twice=yes; shift; fi
if [ $# -ne 2 ]; then echo "usage: $0 [--twice] OLD.db NEW.db" >&2; exit 64; fi
if [ ! -t 0 ]; then echo "$0: must be run in a terminal" >&2; exit 64; fi
old=$1
new=$2

# Sets $password; what is typed is not shown, also not when this is called off.
ask_password() {
  trap 'stty echo; echo; exit 130' INT TERM
  trap 'stty echo; exit 129' HUP
  stty -echo
  printf 'Enter the administrator password of the NEW (cloud) PBX: '
  if ! IFS= read -r password; then stty echo; echo; exit 130; fi
  stty echo
  trap - INT TERM HUP
  echo
}

# printf and read are part of the shell: the password is in nobody's list of processes.
is_right() {
  digest=$(printf '%s' "$password" | sha256sum | cut -d ' ' -f 1)
  [ "$digest" = "$(sqlite3 "$new" "select value from settings where name = 'admin_password'")" ]
}

left=3
while :; do
  ask_password
  if is_right; then
    [ "$twice" = no ] && break
    twice=no
    continue
  fi
  left=$((left - 1))
  echo 'Sorry, that password was not accepted.'
  if [ "$left" -eq 0 ]; then echo 'Giving up.'; exit 4; fi
done

# $1 as the person reads it, $2 the table.
move() {
  while :; do
    printf 'Do you want to migrate the %s? (yes/no): ' "$1"
    IFS= read -r answer || exit 130
    case $answer in
      yes | y | Y) break ;;
      no | n | N) echo "Skipping the $1."; return ;;
      *) echo 'Type yes or no.' ;;
    esac
  done
  total=$(sqlite3 "$old" "select count(*) from $2")
  # A PBX is busy: it takes several readings until all of it is over.
  done=0
  sqlite3 "$new" "delete from $2"
  while [ "$done" -lt "$total" ]; do
    sqlite3 "$new" "attach '$old' as old; insert into main.$2 select * from old.$2 order by rowid limit 25 offset $done"
    done=$((done + 25))
    [ "$done" -gt "$total" ] && done=$total
    echo "$1: $done of $total copied"
  done
}

move 'users' users
move 'voicemail messages' voicemail
move 'call history (CDR)' cdr

sqlite3 "$new" "attach '$old' as old; insert or replace into main.settings select * from old.settings"
echo 'Migration finished. Log in to the cloud PBX with the password of the old PBX.'
