"""Drives obshell's published Python SDK against a running daemon.

usage: sdk.py PORT PASSWORD-FILE

Tasks are started through the daemon's own API; the SDK sees and operates them.
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


class Play:
    """A task of two steps, each of which waits for a word in a file of its name."""

    def __init__(self):
        self.words = pathlib.Path(tempfile.mkdtemp(prefix="obtaskd-sdk"))
        answer = requests.post(
            f"http://{HOST}:{PORT}/api/v2/tasks",
            auth=("admin", PASSWORD),
            json={"operation": "sdk.play", "params": {"dir": str(self.words)}})
        assert answer.status_code == 201, answer.text
        self.id = answer.json()["id"]

    def tell(self, step, word):
        new = self.words / f".{step}"
        new.write_text(word + "\n")
        new.rename(self.words / step)

    def failed(self):
        """Lets the second step fail, and waits until the SDK has seen it."""
        self.tell("first", "ok")
        self.tell("second", "no")
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


def handshake():
    info = client.get_info()
    assert info.identity.value == "CLUSTER AGENT" if hasattr(info.identity, "value") else info.identity == "CLUSTER AGENT"
    assert client.get_status().agent.port == PORT


def reads():
    play = Play().failed()
    dag = client.get_dag(play.id)
    assert (dag.state, dag.operator, dag.stage, dag.max_stage) == ("FAILED", "RUN", 2, 2)
    assert [node.state for node in dag.nodes] == ["SUCCEED", "FAILED"]
    assert client.get_dag(play.id, show_detail=False).nodes == []
    node = client.get_node(dag.nodes[1].generic_id)
    assert (node.name, node.state, len(node.sub_tasks)) == ("Second", "FAILED", 1)
    sub_task = client.get_sub_task(node.sub_tasks[0].generic_id)
    assert (sub_task.state, sub_task.execute_times) == ("FAILED", 1)
    assert "second: no" in sub_task.task_logs
    for unfinished in client.get_unfinished_dags, client.get_agent_unfinished_dag:
        assert play.id in [one.generic_id for one in unfinished()], unfinished
    assert play.id not in [one.generic_id for one in client.get_cluster_unfinished_dag()]
    assert client.get_agent_last_maintenance_dag().generic_id == play.id
    assert [one.generic_id for one in client.get_all_agent_last_maintenance_dag()] == [play.id]
    refused = refusal(OBShellHandleError, client.get_ob_last_maintenance_dag)
    assert "Task not found" in str(refused), refused
    return play


def retries(play):
    play.tell("second", "ok")
    assert client.operate_dag_sync(play.id, "RETRY")
    assert client.wait_dag_succeed(play.id).is_run()
    refused = refusal(OBShellHandleError, lambda: client.operate_dag(play.id, "RETRY"))
    assert "Cannot retry" in str(refused), refused


def rolls_back():
    assert client.operate_dag_sync(Play().failed().id, "ROLLBACK")


def cancels():
    play = Play()
    assert client.operate_dag_sync(play.id, "CANCEL")
    assert client.get_dag(play.id).is_cancel()
    assert client.operate_dag(play.id, "pass")
    assert client.get_dag(play.id).operator == "PASS"


def forgets_a_wrong_key():
    """The SDK remembers another key than the daemon's: it is told so, fetches the right one and asks again."""
    forgetful = connect(PASSWORD)
    forgetful.get_unfinished_dags()
    method = forgetful._auth._method
    right = method.pk
    method.pk = wrong = base64.b64encode(RSA.generate(2048).public_key().export_key("DER")).decode()
    forgetful.get_unfinished_dags()
    assert forgetful._auth._method.pk == right != wrong


def knows_no_stranger():
    refused = refusal(OBShellHandleError, lambda: connect("wrong").get_unfinished_dags())
    assert refused.code == 10008, vars(refused)
    refusal(OBShellHandleError, lambda: client.get_dag("nonsense"))


handshake()
retries(reads())
rolls_back()
cancels()
forgets_a_wrong_key()
knows_no_stranger()
print("The SDK finds its way.")
