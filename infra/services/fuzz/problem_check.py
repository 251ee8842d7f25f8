"""What schemathesis cannot know of our APIs: every client error is a problem document."""

import schemathesis
from schemathesis.core.failures import Failure


@schemathesis.check
def client_errors_are_problems(ctx, response, case):
    content_type = (response.headers.get("content-type") or [""])[0]
    if 400 <= response.status_code < 500 and not content_type.startswith("application/problem+json"):
        raise Failure(
            operation=case.operation.label,
            title="A client error is not a problem document",
            message=f"{response.status_code} came as {content_type or 'nothing'}",
        )
