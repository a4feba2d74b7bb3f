"""Tests logins by obshell's Python SDK with the password of OceanBase's root@sys.

usage: root.py PORT PASSWORD-FILE OCEANBASE-PORT OCEANBASE-PID

OceanBase must be new, with a root without a password; the test stops it at the end.
"""

import os
import pathlib
import signal
import sys
import tempfile
import time

import pymysql
import requests
from obshell import ClientSet
from obshell.auth import PasswordAuth
from obshell.service.client_v1 import OBShellHandleError

HOST = "127.0.0.1"
PORT, OB_PORT, OB_PID = int(sys.argv[1]), int(sys.argv[3]), int(sys.argv[4])
ADMIN = pathlib.Path(sys.argv[2]).read_text().strip()
TIMEOUT = 120


def oceanbase(password, *statements):
    connection = pymysql.connect(host=HOST, port=OB_PORT, user="root@sys", password=password, connect_timeout=5)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def await_oceanbase():
    until = time.monotonic() + TIMEOUT
    while True:
        try:
            # It listens on all addresses; accept clients of this host only.
            return oceanbase("", "set global ob_tcp_invited_nodes = '127.0.0.1'")
        except pymysql.Error as e:
            # It exits silently with code 0 if its port is in use.
            assert time.monotonic() < until and pathlib.Path(f"/proc/{OB_PID}/cmdline").read_text(), e
            time.sleep(0.5)


def stop_oceanbase():
    os.kill(OB_PID, signal.SIGTERM)
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        try:
            oceanbase("root-second")
        except pymysql.Error:
            return
        time.sleep(0.5)
    raise AssertionError("OceanBase does not stop")


def connect(password):
    return ClientSet(HOST, PORT, PasswordAuth(password)).v1


def assert_accepted(password):
    connect(password).get_unfinished_dags()


def assert_refused(password):
    try:
        assert_accepted(password)
    except OBShellHandleError as e:
        assert e.code == 10008, vars(e)
        return
    raise AssertionError("a wrong password was accepted")


def operate(password):
    admin = requests.Session()
    admin.auth = ("admin", ADMIN)
    api = f"http://{HOST}:{PORT}/api/v2/tasks"
    params = {"dir": tempfile.mkdtemp(prefix="obtaskd-root")}
    dag = admin.post(api, json={"operation": "sdk.play", "params": params}).json()["id"]
    root = connect(password)
    assert root.get_dag(dag).state == "RUNNING"
    assert root.operate_dag_sync(dag, "CANCEL")
    assert root.operate_dag(dag, "PASS")
    audit = admin.get(f"{api}/{dag}/audit").json()["items"]
    assert [entry["actor"] for entry in audit if not entry["action"].startswith("submit")] == ["root@sys", "root@sys"], audit


await_oceanbase()
assert_refused("")
assert_refused("root-first")
oceanbase("", "alter user root identified by 'root-first'")
assert_refused("")
operate("root-first")
assert_refused("wrong")
oceanbase("root-first", "alter user root identified by 'root-second'")
assert_accepted("root-second")
assert_refused("root-first")
assert_accepted(ADMIN)
stop_oceanbase()
assert_accepted("root-second")  # cached for five minutes
assert_refused("root-first")
assert_accepted(ADMIN)
print("Logins with the password of OceanBase's root: passed.")
