"""Starts, reads and lists tasks with a Python client generated from the OpenAPI document.

usage: client.py URL PASSWORD
"""

import base64
import sys
import time

from obtaskd_client import Client
from obtaskd_client.api.logs import get_log
from obtaskd_client.api.tasks import create_task, get_task, list_tasks
from obtaskd_client.models import JsonObject, Problem, TaskRequest, TaskState

url, password = sys.argv[1:]
credentials = base64.b64encode(f"admin:{password}".encode()).decode()
client = Client(base_url=url, headers={"Authorization": f"Basic {credentials}"})

task = create_task.sync(client=client, body=TaskRequest(operation="host.inspect", params=JsonObject()))
assert task.operation == "host.inspect", task
assert task.target is not None and task.ended_at is None, task

deadline = time.monotonic() + 60
detail = get_task.sync(task.id, client=client)
while detail.state not in (TaskState.SUCCEEDED, TaskState.FAILED):
    assert time.monotonic() < deadline, detail
    time.sleep(0.2)
    detail = get_task.sync(task.id, client=client)
assert detail.state == TaskState.SUCCEEDED, detail
assert detail.sub_tasks[0].attempts[0].exit_code == 0, detail

page = list_tasks.sync(client=client, state=[TaskState.SUCCEEDED, TaskState.FAILED], limit=1)
assert [row.id for row in page.items] == [task.id], page
assert get_log.sync(detail.sub_tasks[0].id, client=client).lines, "the log is empty"

refused = create_task.sync(client=client, body=TaskRequest(operation="no.such"))
assert isinstance(refused, Problem) and refused.code == "operation.unknown", refused
print("Python client: started, read and listed", task.id)
