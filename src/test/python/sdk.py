"""Tests a running daemon with obshell's published Python SDK.

usage: sdk.py PORT PASSWORD-FILE

The test starts tasks through the daemon's own API; the SDK reads and operates them.
"""

import base64
import pathlib
import sys
import tempfile

import requests
from Crypto.PublicKey import RSA
from obshell import ClientSet
from obshell.auth import PasswordAuth
from obshell.service.client_v1 import OBShellHandleError, TaskExecuteFailedError

HOST = "127.0.0.1"
PORT = int(sys.argv[1])
PASSWORD = pathlib.Path(sys.argv[2]).read_text().strip()


class TestTask:
    """A task of two steps, each of which waits for a signal in a file of its name."""

    def __init__(self):
        self.signals = pathlib.Path(tempfile.mkdtemp(prefix="obtaskd-sdk"))
        response = requests.post(
            f"http://{HOST}:{PORT}/api/v2/tasks",
            auth=("admin", PASSWORD),
            json={"operation": "sdk.play", "params": {"dir": str(self.signals)}})
        assert response.status_code == 201, response.text
        self.id = response.json()["id"]

    def signal(self, step, word):
        new = self.signals / f".{step}"
        new.write_text(word + "\n")
        new.rename(self.signals / step)

    def failed(self):
        """Lets the second step fail, and waits until the SDK reports it."""
        self.signal("first", "ok")
        self.signal("second", "no")
        failure = refusal(TaskExecuteFailedError, lambda: client.wait_dag_succeed(self.id))
        assert "exit code 1" in str(failure), failure
        return self


def refusal(kind, call):
    try:
        call()
    except kind as refused:
        return refused
    raise AssertionError(f"nothing was refused with {kind.__name__}")


def connect(password):
    return ClientSet(HOST, PORT, PasswordAuth(password)).v1


client = connect(PASSWORD)


def test_handshake():
    info = client.get_info()
    assert info.identity.value == "CLUSTER AGENT" if hasattr(info.identity, "value") else info.identity == "CLUSTER AGENT"
    assert client.get_status().agent.port == PORT


def test_read():
    task = TestTask().failed()
    dag = client.get_dag(task.id)
    assert (dag.state, dag.operator, dag.stage, dag.max_stage) == ("FAILED", "RUN", 2, 2)
    assert [node.state for node in dag.nodes] == ["SUCCEED", "FAILED"]
    assert client.get_dag(task.id, show_detail=False).nodes == []
    node = client.get_node(dag.nodes[1].generic_id)
    assert (node.name, node.state, len(node.sub_tasks)) == ("Second", "FAILED", 1)
    sub_task = client.get_sub_task(node.sub_tasks[0].generic_id)
    assert (sub_task.state, sub_task.execute_times) == ("FAILED", 1)
    assert "second: no" in sub_task.task_logs
    for unfinished in client.get_unfinished_dags, client.get_agent_unfinished_dag:
        assert task.id in [dag.generic_id for dag in unfinished()], unfinished
    assert task.id not in [dag.generic_id for dag in client.get_cluster_unfinished_dag()]
    assert client.get_agent_last_maintenance_dag().generic_id == task.id
    assert [dag.generic_id for dag in client.get_all_agent_last_maintenance_dag()] == [task.id]
    refused = refusal(OBShellHandleError, client.get_ob_last_maintenance_dag)
    assert "Task not found" in str(refused), refused
    return task


def test_retry(task):
    task.signal("second", "ok")
    assert client.operate_dag_sync(task.id, "RETRY")
    assert client.wait_dag_succeed(task.id).is_run()
    refused = refusal(OBShellHandleError, lambda: client.operate_dag(task.id, "RETRY"))
    assert "Cannot retry" in str(refused), refused


def test_rollback():
    assert client.operate_dag_sync(TestTask().failed().id, "ROLLBACK")


def test_cancel():
    task = TestTask()
    assert client.operate_dag_sync(task.id, "CANCEL")
    assert client.get_dag(task.id).is_cancel()
    assert client.operate_dag(task.id, "pass")
    assert client.get_dag(task.id).operator == "PASS"


def test_changed_key():
    """If the SDK has cached another key than the daemon's, the daemon reports it, and the SDK fetches the key and retries."""
    sdk = connect(PASSWORD)
    sdk.get_unfinished_dags()
    method = sdk._auth._method
    right = method.pk
    method.pk = wrong = base64.b64encode(RSA.generate(2048).public_key().export_key("DER")).decode()
    sdk.get_unfinished_dags()
    assert sdk._auth._method.pk == right != wrong


def test_refusals():
    refused = refusal(OBShellHandleError, lambda: connect("wrong").get_unfinished_dags())
    assert refused.code == 10008, vars(refused)
    refusal(OBShellHandleError, lambda: client.get_dag("nonsense"))


test_handshake()
test_retry(test_read())
test_rollback()
test_cancel()
test_changed_key()
test_refusals()
print("obshell's SDK: passed.")
