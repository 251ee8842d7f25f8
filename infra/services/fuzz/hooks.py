"""What schemathesis cannot know of this API: how to log in, and that every client error is a problem document."""

import os

import requests
import schemathesis
from schemathesis.core.failures import Failure

LOG_IN_TIMEOUT_SECONDS = 30


@schemathesis.auth()
class DemoMember:
    """Logs in anew whenever a token is refused: some operations end the very session that calls them."""

    def get(self, case, context):
        response = requests.post(
            os.environ["FUZZ_LOG_IN_URL"],
            json={"email": os.environ["FUZZ_EMAIL"], "password": os.environ["FUZZ_PASSWORD"]},
            timeout=LOG_IN_TIMEOUT_SECONDS,
        )
        response.raise_for_status()
        return response.json()["accessToken"]

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
