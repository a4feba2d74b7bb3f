"""Logs in by obshell's Python SDK with the password of OceanBase's root@sys.

usage: root.py PORT PASSWORD-FILE OCEANBASE-PORT OCEANBASE-PID

OceanBase is a fresh one, whose root has no password; it is stopped in the end.
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
PATIENCE = 120


def oceanbase(password, *statements):
    connection = pymysql.connect(host=HOST, port=OB_PORT, user="root@sys", password=password, connect_timeout=5)
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def await_oceanbase():
    until = time.monotonic() + PATIENCE
    while True:
        try:
            # It listens everywhere.
            return oceanbase("", "set global ob_tcp_invited_nodes = '127.0.0.1'")
        except pymysql.Error as e:
            # Ends without a word, and well, if its port is taken.
            assert time.monotonic() < until and pathlib.Path(f"/proc/{OB_PID}/cmdline").read_text(), e
            time.sleep(0.5)


def stop_oceanbase():
    os.kill(OB_PID, signal.SIGTERM)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            oceanbase("root-second")
        except pymysql.Error:
            return
        time.sleep(0.5)
    raise AssertionError("OceanBase does not stop")


def connect(password):
    return ClientSet(HOST, PORT, PasswordAuth(password)).v1


def enters(password):
    connect(password).get_unfinished_dags()


def refused(password):
    try:
        enters(password)
    except OBShellHandleError as e:
        assert e.code == 10008, vars(e)
        return
    raise AssertionError("a password passed that must not")


def operates(password):
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
    assert [one["actor"] for one in audit if not one["action"].startswith("submit")] == ["root@sys", "root@sys"], audit


await_oceanbase()
refused("")
refused("root-first")
oceanbase("", "alter user root identified by 'root-first'")
refused("")
operates("root-first")
refused("wrong")
oceanbase("root-first", "alter user root identified by 'root-second'")
enters("root-second")
refused("root-first")
enters(ADMIN)
stop_oceanbase()
enters("root-second")  # remembered for five minutes
refused("root-first")
enters(ADMIN)
print("OceanBase's root finds its way too.")
