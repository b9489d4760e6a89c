#!/usr/bin/env python3
"""Stand-in for the vendor's script, which is not published: for tests only. Moves a MariaDB database to another one, in German.

Usage: mariadb-de.py --socket SOCKET --port PORT [--dies-at PERCENT]
The old database is `pbx`, read over the socket; the new one is `cloud`, written as its user `cloud` over TCP on this computer.
Ends with 0, 4 after three wrong passwords, or 130.
"""
import argparse
import getpass
import os
import signal
import subprocess
import sys
import time

KINDS = [
    ("Anrufprotokolle", "cdr", ["id", "caller", "callee", "started", "seconds"]),
    ("Benutzer mit ihren Lizenzen", "users", ["extension", "name", "licence"]),
    ("Sprachnachrichten", "voicemail", ["id", "extension", "seconds"]),
]
CHUNK = 20
WIDTH = 30


def read_old(socket, sql):
    """Rows of the old database as text; as this computer's user, so without a password."""
    words = ["mariadb", "--no-defaults", f"--socket={socket}", "--batch", "--raw", "--skip-column-names"]
    words += ["--default-character-set=utf8mb4", "pbx"]
    done = subprocess.run(words, input=sql, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return done.stdout


def write_new(port, password, sql):
    """Writes to the new database; False where the password is wrong. The password goes through a pipe, not by argument."""
    reading, writing = os.pipe()
    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    os.write(writing, f'[client]\npassword="{quoted}"\n'.encode())
    os.close(writing)
    words = [
        "mariadb",
        f"--defaults-file=/dev/fd/{reading}",
        "--host=127.0.0.1",
        f"--port={port}",
        "--protocol=tcp",
        "--user=cloud",
        "--default-character-set=utf8mb4",
        "cloud",
    ]
    done = subprocess.run(
        words, input=sql, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, pass_fds=[reading], encoding="utf-8"
    )
    os.close(reading)
    if done.returncode == 0:
        return True
    if "Access denied" in done.stderr:
        return False
    sys.exit(f"\nFehler: {done.stderr.strip()}")


def ask_password(port):
    for _ in range(3):
        password = getpass.getpass("Bitte das Kennwort der neuen Cloud-Anlage eingeben: ")
        if write_new(port, password, "SELECT 1"):
            return password
        print("Das Kennwort stimmt nicht.")
    print("Abbruch, es wurde nichts übertragen.")
    sys.exit(4)


def wanted(name):
    while True:
        answer = input(f"{name} übernehmen? [J/n] ").strip().lower()
        if answer in ("", "j", "ja"):
            return True
        if answer in ("n", "nein"):
            return False
        print("Bitte mit j oder n antworten.")


def draw(name, part):
    full = round(part * WIDTH)
    sys.stdout.write(f"\r{name}: |{'█' * full}{'·' * (WIDTH - full)}| {round(part * 100)} %")
    sys.stdout.flush()


def move(name, table, columns, args, password):
    write_new(args.port, password, f"DELETE FROM {table}")
    total = int(read_old(args.socket, f"SELECT COUNT(*) FROM {table}"))
    values = ", ',', ".join(f"QUOTE({column})" for column in columns)
    for start in range(0, max(total, 1), CHUNK):
        select = f"SELECT CONCAT('INSERT INTO {table} VALUES (', {values}, ');') FROM {table}"
        rows = read_old(args.socket, f"{select} ORDER BY {columns[0]} LIMIT {CHUNK} OFFSET {start}")
        write_new(args.port, password, rows)
        part = min(1, (start + CHUNK) / max(total, 1))
        draw(name, part)
        if args.dies_at is not None and part * 100 >= args.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--dies-at", type=float)
    args = parser.parse_args()
    password = ask_password(args.port)
    for name, table, columns in KINDS:
        if wanted(name):
            move(name, table, columns, args, password)
    settings = read_old(
        args.socket, "SELECT CONCAT('REPLACE INTO settings VALUES (', QUOTE(name), ',', QUOTE(value), ');') FROM settings"
    )
    write_new(args.port, password, settings)
    print("Umzug beendet. Die Cloud-Anlage hat jetzt das Kennwort der alten Anlage.")


try:
    main()
except (KeyboardInterrupt, EOFError):
    print("\nAbgebrochen.")
    sys.exit(130)
