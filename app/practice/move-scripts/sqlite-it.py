#!/usr/bin/env python3
"""Stand-in for the vendor's script, which is not published: for tests only. Moves a SQLite file to another one, in Italian.

Usage: sqlite-it.py [--dies-in TABLE] OLD.db NEW.db
It asks one thing that nobody has told of, and its kinds in an order of its own; the password comes last.
Ends with 0, 4 after three wrong passwords, or 130. With --dies-in it kills itself when half of that table is moved.
"""
import argparse
import getpass
import hashlib
import os
import signal
import sqlite3
import sys

KINDS = [
    ("la segreteria telefonica", "voicemail"),
    ("il registro delle chiamate", "cdr"),
    ("gli utenti", "users"),
]


def wanted(name):
    while True:
        answer = input(f"Trasferire {name}? (s/n): ").strip().lower()
        if answer in ("s", "si", "sì"):
            return True
        if answer in ("n", "no"):
            return False
        print("Rispondere s oppure n.")


def check_password(new):
    right = new.execute("select value from settings where name = 'admin_password'").fetchone()[0]
    for _ in range(3):
        password = getpass.getpass("Password del nuovo centralino in cloud: ")
        if hashlib.sha256(password.encode()).hexdigest() == right:
            return
        print("Password errata.")
    print("Troppi tentativi: nulla è stato trasferito.")
    sys.exit(4)


def move(old, new, name, table, dies):
    rows = old.execute(f"select * from {table}").fetchall()
    new.execute(f"delete from {table}")
    for index, row in enumerate(rows):
        if dies and index * 2 >= len(rows):
            new.commit()
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        new.execute(f"insert into {table} values ({','.join('?' * len(row))})", row)
    new.commit()
    print(f"Trasferiti: {name} ({len(rows)})")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dies-in")
    parser.add_argument("old")
    parser.add_argument("new")
    args = parser.parse_args()
    old = sqlite3.connect(f"file:{args.old}?mode=ro", uri=True)
    new = sqlite3.connect(args.new)
    input("Codice del cantiere, se presente (Invio per nessuno): ")
    chosen = [kind for kind in KINDS if wanted(kind[0])]
    check_password(new)
    for name, table in chosen:
        move(old, new, name, table, args.dies_in == table)
    new.executemany("insert or replace into settings values (?, ?)", old.execute("select * from settings").fetchall())
    new.commit()
    print("Trasferimento concluso. Sul centralino in cloud vale ora la password di quello vecchio.")


try:
    main()
except (KeyboardInterrupt, EOFError):
    print("\nInterrotto.")
    sys.exit(130)
