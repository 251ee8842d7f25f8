"""How the fuzzer calls the back-office: by sessions that were opened before, as somebody whose role permits it."""

import json
import os
import re
import uuid
import zlib
from functools import cache

import requests
import schemathesis

import problem_check  # noqa: F401

ORIGIN = os.environ["FUZZ_ORIGIN"]
TIMEOUT_SECONDS = 30

# Of each person a list of sessions.
sessions = json.loads(os.environ["FUZZ_SESSIONS"])

# Somebody has opened their records.
members = os.environ["FUZZ_MEMBERS"].split(",")


def live_session(person):
    """Some operations end sessions: the next one takes over."""
    own = sessions[person]
    while own:
        url = f"{ORIGIN}/v1/auth/session"
        if requests.get(url, headers={"Cookie": own[0]["cookie"]}, timeout=TIMEOUT_SECONDS).ok:
            return own[0]
        own.pop(0)
    raise RuntimeError("every session of this member of staff has ended: lower --max-examples")


@cache
def permitted_person(method, path):
    """The first one who may call this operation; the API looks at the role before it looks at the input."""
    for person in range(len(sessions)):
        session = live_session(person)
        response = requests.request(
            method,
            ORIGIN + re.sub(r"\{\w+\}", str(uuid.uuid4()), path),
            headers={"Cookie": session["cookie"], "X-CSRF-Token": session["csrfToken"]},
            timeout=TIMEOUT_SECONDS,
        )
        if response.status_code != 403 or response.json()["code"] != "NOT_PERMITTED":
            return person
    return 0


def person_for(case):
    return permitted_person(case.operation.method, case.operation.full_path)


@schemathesis.auth(cache_by_key=lambda case, context: str(person_for(case)))
class DemoStaff:
    def get(self, case, context):
        return live_session(person_for(case))

    def set(self, case, data, context):
        name, _, value = data["cookie"].partition("=")
        case.cookies = {**(case.cookies or {}), name: value}
        case.headers = {**(case.headers or {}), "X-CSRF-Token": data["csrfToken"]}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the made-up members become members whose records are open: the others are nobody."""
    if path_parameters and "id" in path_parameters and "/members/" in context.operation.path:
        turn = zlib.crc32(str(path_parameters["id"]).encode()) % (2 * len(members))
        if turn < len(members):
            return {**path_parameters, "id": members[turn]}
    return path_parameters
