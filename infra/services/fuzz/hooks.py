"""What schemathesis cannot know of this API: how to log in, and that every client error is a problem document."""

import os

import requests
import schemathesis
from schemathesis.core.failures import Failure

LOG_IN_TIMEOUT_SECONDS = 30


@schemathesis.auth()
class DemoMember:
    """
    Logs in anew whenever a token is refused: some operations end the very session that calls them.
    A member who cannot log in any more has withdrawn; the next one takes over.
    """

    members = os.environ["FUZZ_EMAILS"].split(",")

    def get(self, case, context):
        while self.members:
            response = requests.post(
                os.environ["FUZZ_LOG_IN_URL"],
                json={"email": self.members[0], "password": os.environ["FUZZ_PASSWORD"]},
                timeout=LOG_IN_TIMEOUT_SECONDS,
            )
            if response.ok:
                return response.json()["accessToken"]
            self.members.pop(0)
        raise RuntimeError("every demo member has withdrawn: lower --max-examples")

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.check
def client_errors_are_problems(ctx, response, case):
    content_type = (response.headers.get("content-type") or [""])[0]
    if 400 <= response.status_code < 500 and not content_type.startswith("application/problem+json"):
        raise Failure(
            operation=case.operation.label,
            title="A client error is not a problem document",
            message=f"{response.status_code} came as {content_type or 'nothing'}",
        )
