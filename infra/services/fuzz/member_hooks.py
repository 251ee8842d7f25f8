"""How the fuzzer logs in to the members' API."""

import os
import zlib

import requests
import schemathesis

import problem_check  # noqa: F401

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
                f"{os.environ['FUZZ_ORIGIN']}/v1/auth/sessions",
                json={"email": self.members[0], "password": os.environ["FUZZ_PASSWORD"]},
                timeout=LOG_IN_TIMEOUT_SECONDS,
            )
            if response.ok:
                return response.json()["accessToken"]
            self.members.pop(0)
        raise RuntimeError("every demo member has withdrawn: lower --max-examples")

    def set(self, case, data, context):
        headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}
        # A made-up profile is nobody's: one call in ten shows that, the others get further without.
        if zlib.crc32(str(headers.get("X-Profile")).encode()) % 10:
            headers.pop("X-Profile", None)
        case.headers = headers
